/** Records of VPC and Transit Gateway flow logs. */
@NullMarked
package dev.whichhop.records.flowlog;

import org.jspecify.annotations.NullMarked;

/** Queries of CloudWatch Logs Insights. */
@NullMarked
package dev.whichhop.aws.logs;

import org.jspecify.annotations.NullMarked;

/** Descriptions of networks, as {@code aws ec2 describe-…} prints them. */
@NullMarked
package dev.whichhop.aws.ec2;

import org.jspecify.annotations.NullMarked;

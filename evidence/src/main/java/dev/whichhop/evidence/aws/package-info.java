/** What the AWS CLI prints with {@code --output text} and {@code table}, and loops around it. */
@NullMarked
package dev.whichhop.evidence.aws;

import org.jspecify.annotations.NullMarked;

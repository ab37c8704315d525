/** Objects of S3: which there are, and copies of them on disk. */
@NullMarked
package dev.whichhop.aws.s3;

import org.jspecify.annotations.NullMarked;

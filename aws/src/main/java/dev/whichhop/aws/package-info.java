/** What is asked of AWS through its SDK, which nothing else knows; it only reads. */
@NullMarked
package dev.whichhop.aws;

import org.jspecify.annotations.NullMarked;

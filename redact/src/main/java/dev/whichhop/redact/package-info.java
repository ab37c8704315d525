/** Takes secrets out of evidence while it is copied, and gives names and addresses others. */
@NullMarked
package dev.whichhop.redact;

import org.jspecify.annotations.NullMarked;

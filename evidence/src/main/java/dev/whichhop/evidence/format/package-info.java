/** Readers of files that are neither documents nor logs. */
@NullMarked
package dev.whichhop.evidence.format;

import org.jspecify.annotations.NullMarked;

/** Reads what users have into a bundle. */
@NullMarked
package dev.whichhop.evidence;

import org.jspecify.annotations.NullMarked;

/** Finds secrets in a piece of text, whatever it is a piece of. */
@NullMarked
package dev.whichhop.redact.find;

import org.jspecify.annotations.NullMarked;

/** Other names and addresses for the same things, so that everything that rests on them stays. */
@NullMarked
package dev.whichhop.redact.pseudonym;

import org.jspecify.annotations.NullMarked;

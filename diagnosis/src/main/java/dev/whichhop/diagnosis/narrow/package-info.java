/** One request, moment or host out of everything that was read. */
@NullMarked
package dev.whichhop.diagnosis.narrow;

import org.jspecify.annotations.NullMarked;

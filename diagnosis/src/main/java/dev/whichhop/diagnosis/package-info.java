/** From a bundle to a diagnosis. */
@NullMarked
package dev.whichhop.diagnosis;

import org.jspecify.annotations.NullMarked;

/** From answers to causes in the order of their probability. */
@NullMarked
package dev.whichhop.diagnosis.ranking;

import org.jspecify.annotations.NullMarked;

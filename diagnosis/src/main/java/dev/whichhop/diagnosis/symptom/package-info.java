/** From observations and states to symptoms: what is wrong, as somebody saw it. */
@NullMarked
package dev.whichhop.diagnosis.symptom;

import org.jspecify.annotations.NullMarked;

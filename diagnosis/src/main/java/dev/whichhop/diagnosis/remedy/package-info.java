/** Remedies fitted to the evidence: objects, values, safety, and what is refused. */
@NullMarked
package dev.whichhop.diagnosis.remedy;

import org.jspecify.annotations.NullMarked;

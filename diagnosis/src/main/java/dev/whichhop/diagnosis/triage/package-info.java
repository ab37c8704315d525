/** Tells the situations of failures apart: when, whom, after what. */
@NullMarked
package dev.whichhop.diagnosis.triage;

import org.jspecify.annotations.NullMarked;

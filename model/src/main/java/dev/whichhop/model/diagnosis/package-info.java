/** What is concluded: symptoms, answers, causes, verdicts. */
@NullMarked
package dev.whichhop.model.diagnosis;

import org.jspecify.annotations.NullMarked;

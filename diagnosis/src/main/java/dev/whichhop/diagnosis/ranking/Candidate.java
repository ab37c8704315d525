package dev.whichhop.diagnosis.ranking;

import dev.whichhop.knowledge.Cause;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.Symptom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cause that could have produced a symptom, with what speaks for and against it.
 *
 * @param score logarithm of its weight against the others (nats)
 * @param supporting findings that add to the score, heaviest first
 * @param opposing findings that take from it, heaviest first
 * @param refuting the finding that rules it out, if any
 */
record Candidate(
    Cause cause,
    double score,
    List<Symptom> explains,
    List<Finding> supporting,
    List<Finding> opposing,
    @Nullable Finding refuting) {}

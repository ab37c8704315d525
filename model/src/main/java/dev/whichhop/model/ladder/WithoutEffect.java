package dev.whichhop.model.ladder;

import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Evidence;

/**
 * A setting that somebody made and that does nothing for the failures that were seen.
 *
 * @param rule word of the reason
 */
public record WithoutEffect(String rule, Evidence setting, Phrase why) {}

package dev.whichhop.model.diagnosis;

/**
 * What to fetch next.
 *
 * @param artefact word of the artefact catalogue
 * @param command the exact command
 * @param expectedGain how much of the remaining doubt it is expected to settle, 0 to 1
 */
public record NextEvidence(String artefact, String command, double expectedGain) {}

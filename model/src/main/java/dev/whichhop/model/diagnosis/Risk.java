package dev.whichhop.model.diagnosis;

/**
 * A finding that explains no symptom that was seen: a timer in the wrong order that has not bitten,
 * a tight pool never reached.
 */
public record Risk(Finding finding) {}

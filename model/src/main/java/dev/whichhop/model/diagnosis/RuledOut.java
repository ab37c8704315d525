package dev.whichhop.model.diagnosis;

/** A cause that could have produced the symptoms, and the finding that refutes it. */
public record RuledOut(String cause, Finding because) {}

package dev.whichhop.model.diagnosis;

/**
 * A change that should help.
 *
 * @param id key of the messages {@code remedy.<id>.do} and {@code remedy.<id>.limits}
 * @param kind {@code yaml}, {@code cli}, or {@code none} when words say it all
 * @param text the YAML or command, placeholders filled as far as the evidence allows
 */
public record Remedy(String id, String kind, String text) {}

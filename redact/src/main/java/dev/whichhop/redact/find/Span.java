package dev.whichhop.redact.find;

/**
 * A part of a text that must go.
 *
 * @param start of its first character
 * @param end behind its last character
 */
public record Span(int start, int end, SecretKind kind) {}

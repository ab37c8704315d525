package dev.whichhop.model.evidence;

import java.util.List;

/**
 * A text that no reader understood: shown as unread, searched only for words of failure.
 *
 * @param prose sentences; false for the output of a program that nobody here knows
 */
public record Note(String file, List<String> lines, boolean prose) {}

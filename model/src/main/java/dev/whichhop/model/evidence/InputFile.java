package dev.whichhop.model.evidence;

/**
 * One file of the input and what became of it.
 *
 * @param format the word of the reader, or {@code unread}
 * @param read false when nothing could be taken from it
 * @param problem why it was not read, or what was wrong in the part that was; empty otherwise
 */
public record InputFile(String file, String format, boolean read, String problem) {}

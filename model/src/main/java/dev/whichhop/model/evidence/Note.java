package dev.whichhop.model.evidence;

import java.util.List;

/** A file of prose: shown as unread, searched only for literal error messages. */
public record Note(String file, List<String> lines) {}

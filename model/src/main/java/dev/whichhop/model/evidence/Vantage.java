package dev.whichhop.model.evidence;

import dev.whichhop.model.Hop;

/**
 * Where an observation was made.
 *
 * @param instance pod, host or file that wrote it
 */
public record Vantage(Hop hop, Side side, String instance) {}

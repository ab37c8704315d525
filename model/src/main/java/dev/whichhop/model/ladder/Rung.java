package dev.whichhop.model.ladder;

import dev.whichhop.model.Hop;

/**
 * One timer at one place.
 *
 * @param timer word of the timer catalogue, key of the messages {@code timer.<timer>.title}
 * @param where object, pod or log that it holds for; empty when only the kind of hop is known
 */
public record Rung(String timer, Hop hop, String where, TimerValue value, Origin origin) {}

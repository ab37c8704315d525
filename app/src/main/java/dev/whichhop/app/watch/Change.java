package dev.whichhop.app.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * A change of state, told once.
 *
 * @param at when it was seen, which is the end of the look
 * @param before the state until now; that of {@code reading} for the first one
 * @param lasted how long that state was seen; zero for the first one
 */
public record Change(Instant at, State before, Duration lasted, Reading reading) {}

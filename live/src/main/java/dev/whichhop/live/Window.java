package dev.whichhop.live;

import java.time.Instant;

/** The time that logs and metrics are fetched of. */
public record Window(Instant from, Instant to) {}

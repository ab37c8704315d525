package dev.whichhop.probe.wire;

import java.time.Duration;

/**
 * How long we wait.
 *
 * @param connect for one address to answer the SYN, as {@code curl --connect-timeout}
 * @param total for a request from its start to the end of its answer, as {@code curl -m}
 */
public record Timeouts(Duration connect, Duration total) {}

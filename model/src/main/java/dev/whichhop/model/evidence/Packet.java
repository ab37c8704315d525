package dev.whichhop.model.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of tcpdump text output for a TCP segment.
 *
 * @param time of day as printed, on 1970-01-01 when the line has no date
 * @param flags as tcpdump prints them: {@code S}, {@code S.}, {@code R.}, {@code F.}, {@code P.}
 * @param length payload bytes
 */
public record Packet(
    @Nullable Instant time,
    String source,
    int sourcePort,
    String destination,
    int destinationPort,
    String flags,
    int length,
    Evidence evidence) {}

package dev.whichhop.flows.conversation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer rests on, and so how far a "nobody talked" can be trusted.
 *
 * @param records records between the addresses that were asked about
 * @param unplaced records whose addresses cannot be read, for example because they are masked
 * @param withoutPeers records without the addresses of the packets themselves
 * @param skipped interfaces that lost an unknown number of flows, with how many records say so
 * @param first start of the earliest record of all
 * @param last end of the latest
 */
public record Basis(
    long records,
    long unplaced,
    long withoutPeers,
    Map<String, Long> skipped,
    @Nullable Instant first,
    @Nullable Instant last) {}

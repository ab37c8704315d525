package dev.whichhop.flows.empty;

import dev.whichhop.flows.input.Interval;
import dev.whichhop.model.network.IpAddress;
import java.time.Instant;
import java.util.List;

/**
 * The question that had no answer.
 *
 * @param addresses the ends that were asked about; none when it is not known
 * @param logGroup that was asked; empty when it is not known
 * @param query its text; empty when it is not known
 * @param now when it is asked
 */
public record EmptyQuestion(
    List<IpAddress> addresses, Interval interval, String logGroup, String query, Instant now) {}

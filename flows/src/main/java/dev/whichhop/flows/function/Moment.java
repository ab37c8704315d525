package dev.whichhop.flows.function;

/**
 * When a query runs and over which time, in milliseconds since 1970.
 *
 * @param now when its processing was started
 * @param start the first millisecond of its time range
 * @param end the last one
 */
public record Moment(long now, long start, long end) {}

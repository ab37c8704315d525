package dev.whichhop.model.evidence;

import java.util.Map;

/**
 * What a load tool (fortio, hey, k6, wrk, oha, vegeta, siege, ab) reported at the end of its run.
 *
 * @param requests requests sent; -1 when not reported
 * @param failed requests without an acceptable answer; -1 when not reported
 * @param codes answers by status code or error text, as the tool names them
 * @param failure what most of the requests without an answer met, by the error texts of the report;
 *     OTHER when there are such requests and no text tells, NONE when there are none
 * @param percentilesMillis latency in milliseconds by percentile, for example {@code 99 → 12.5}
 */
public record LoadResult(
    String tool,
    long requests,
    long failed,
    Map<String, Long> codes,
    ClientFailure failure,
    Map<Double, Double> percentilesMillis,
    Evidence evidence) {}

package dev.whichhop.model.ladder;

import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import java.time.Duration;

/**
 * One event of a counter-example.
 *
 * @param at since the beginning of the counter-example (connection idle, pod deleted, request sent)
 * @param hop who acts
 */
public record Moment(Duration at, Hop hop, Phrase what) {}

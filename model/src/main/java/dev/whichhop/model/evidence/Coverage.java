package dev.whichhop.model.evidence;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at. Without coverage of the moment nothing is absent: a line that is missing in a
 * log which covers the moment is evidence, a missing log is blindness.
 *
 * @param source file or kind of object that was looked at
 * @param subject what it is about: a pod, a gateway, a target group
 * @param from first instant covered; null for configuration, which has no interval
 * @param to last instant covered
 */
public record Coverage(
    String source,
    String subject,
    @Nullable Instant from,
    @Nullable Instant to,
    Completeness completeness) {

  private static final String CUT_DOCUMENT = "document";

  /** How much of what happened the source shows. */
  public enum Completeness {
    FULL,
    FILTERED,
    TRUNCATED,
    SAMPLED
  }

  /** Configuration, objects and other evidence without a time axis. */
  public static Coverage of(String source, String subject) {
    return new Coverage(source, subject, null, null, Completeness.FULL);
  }

  /** A document of which a part is broken or was too much to be read. */
  public static Coverage ofCutDocument(String source) {
    return new Coverage(source, CUT_DOCUMENT, null, null, Completeness.TRUNCATED);
  }

  public boolean isCutDocument() {
    return completeness == Completeness.TRUNCATED && subject.equals(CUT_DOCUMENT);
  }

  /** True when this source would show what happened at {@code moment}. */
  public boolean covers(Instant moment) {
    return from != null && to != null && !moment.isBefore(from) && !moment.isAfter(to);
  }

  public Optional<Instant> start() {
    return Optional.ofNullable(from);
  }

  public Optional<Instant> finish() {
    return Optional.ofNullable(to);
  }
}

package dev.whichhop.live;

import dev.whichhop.model.evidence.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one run of the collector did.
 *
 * @param server version of the API server; empty when it did not say
 * @param from begin of the window of logs and metrics
 * @param to its end
 * @param namespaces that were looked at; empty when all were
 * @param files of the bundle, by name
 * @param gaps what is missing
 * @param requests sent
 * @param bytes received
 * @param took from just before the first request to the last answer
 */
public record Collection(
    String server,
    Instant from,
    Instant to,
    List<String> namespaces,
    List<Entry> files,
    List<Gap> gaps,
    int requests,
    long bytes,
    Duration took) {

  /** Name of the bundle's own file about itself; the evidence reader knows its kind. */
  public static final String FILE = "collection.json";

  /**
   * One file.
   *
   * @param what kind of objects, {@code log}, or page
   * @param count objects, or bytes of a log or page
   */
  public record Entry(String file, String what, String where, long count) {}
}

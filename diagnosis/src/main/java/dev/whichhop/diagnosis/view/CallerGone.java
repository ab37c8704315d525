package dev.whichhop.diagnosis.view;

import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Servers that wanted to answer and found that nobody listened any more. A server that hangs never
 * says so.
 */
public final class CallerGone {
  /** Longer than this a server hardly works on for nothing. */
  private static final Duration LATEST = Duration.ofMinutes(10);

  /**
   * EPIPE as Linux, Go, Python and the JVM word it, and as Tomcat ({@code ClientAbortException})
   * and nginx ("client prematurely closed connection") do; the others are what people write
   * themselves.
   */
  private static final List<String> WORDS =
      List.of(
          "broken pipe",
          "epipe",
          "brokenpipeerror",
          "clientabortexception",
          "client prematurely closed",
          "client disconnected",
          "client has disconnected",
          "client gone",
          "client is gone",
          "client closed");

  private CallerGone() {}

  /** Such lines, each later than a failure of its own; one failure may have one only. */
  public static List<Evidence> after(Symptom.RequestFailures group, Bundle bundle) {
    TreeSet<Instant> given = new TreeSet<>();
    group.failures().forEach(one -> one.end().ifPresent(given::add));
    List<Evidence> found = new ArrayList<>();
    for (LogRecord record : bundle.logs()) {
      if (record.component() == Component.APPLICATION
          && record.time() != null
          && says(record.message())) {
        Optional<Instant> before = Optional.ofNullable(given.lower(record.time()));
        if (before.isPresent()
            && Duration.between(before.get(), record.time()).compareTo(LATEST) <= 0) {
          given.remove(before.get());
          found.add(record.evidence());
        }
      }
    }
    return found;
  }

  private static boolean says(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(text::contains);
  }
}

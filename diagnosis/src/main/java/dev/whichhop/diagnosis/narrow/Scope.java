package dev.whichhop.diagnosis.narrow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about.
 *
 * @param requestId one request; empty for all
 * @param at a moment; null for all
 * @param within how far from the moment a request may lie
 * @param host host header, authority or TLS server name, {@code *.example.com} for all below it;
 *     empty for all
 */
public record Scope(String requestId, @Nullable Moment at, Duration within, String host) {
  public static final Scope EVERYTHING = new Scope("", null, Duration.ZERO, "");

  /** True when nothing is left out. */
  public boolean everything() {
    return requestId.isEmpty() && at == null && host.isEmpty();
  }

  /** As it was asked for: {@code request-id 1234}, {@code at 13:10 (± 1m)}. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (!requestId.isEmpty()) {
      words.add("request-id " + requestId);
    }
    if (at != null) {
      words.add("at " + at + " ± " + within.toSeconds() + " s");
    }
    if (!host.isEmpty()) {
      words.add("host " + host);
    }
    return words;
  }
}

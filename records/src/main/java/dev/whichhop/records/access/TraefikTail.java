package dev.whichhop.records.access;

import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.util.List;

/**
 * What Traefik's common log format has behind the user agent: {@code <count> "<router>" "<server
 * URL>" <duration>ms}.
 */
final class TraefikTail {
  private static final int COUNT = 5;

  private TraefikTail() {}

  /** Tokens begin with the request in quotes. */
  static boolean present(List<Tokens.Token> tokens) {
    return tokens.size() == COUNT + 4
        && AccessField.number(tokens.get(COUNT).text()) >= 0
        && tokens.get(COUNT + 1).is(Tokens.Kind.QUOTED)
        && tokens.get(COUNT + 2).is(Tokens.Kind.QUOTED)
        && tokens.get(COUNT + 3).text().endsWith("ms");
  }

  static void set(List<Tokens.Token> tokens, Observation.Builder into, TextCache cache) {
    AccessField.UPSTREAM_CLUSTER.set(into, tokens.get(COUNT + 1).text(), cache);
    String server = tokens.get(COUNT + 2).text();
    int scheme = server.indexOf("://");
    AccessField.UPSTREAM_HOST.set(into, scheme < 0 ? server : server.substring(scheme + 3), cache);
    String duration = tokens.get(COUNT + 3).text();
    long millis = AccessField.number(duration.substring(0, duration.length() - 2));
    if (millis >= 0) {
      into.duration(Duration.ofMillis(millis));
    }
  }
}

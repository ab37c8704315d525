package dev.whichhop.probe.wire;

import java.security.GeneralSecurityException;
import java.time.Duration;

/** One request as the tests send it. */
final class Probing {
  static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(1), Duration.ofMillis(1500));

  private Probing() {}

  static Attempt once(String url, Trust trust) throws GeneralSecurityException {
    return once(url, trust, TIMEOUTS);
  }

  static Attempt once(String url, Trust trust, Timeouts timeouts) throws GeneralSecurityException {
    Target target = Target.parse(url);
    Connector connector = new Connector(target, trust, timeouts, System::nanoTime);
    return switch (connector.open()) {
      case Connector.Opened.Failed failed -> failed.attempt();
      case Connector.Opened.Open open -> {
        try (HttpConnection connection = open.connection().keepingHeads()) {
          yield connection.exchange(HttpRequest.get(target, true));
        }
      }
    };
  }
}

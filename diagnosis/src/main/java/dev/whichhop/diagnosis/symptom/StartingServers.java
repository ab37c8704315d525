package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.evidence.Observation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Health probes that failed only until the first one succeeded at the same server: it was starting
 * and said so, which is what the probe is for. No caller's request is sent there before.
 */
final class StartingServers {
  /** kubernetes pkg/probe/http: {@code kube-probe/1.32}; the checks of AWS load balancers. */
  private static final List<String> PROBES = List.of("kube-probe/", "ELB-HealthChecker/");

  private final Map<Probed, Instant> firstSuccess = new HashMap<>();

  private record Probed(String instance, String server, String path) {
    static Probed of(Observation probe) {
      return new Probed(probe.vantage().instance(), probe.downstreamLocalAddress(), probe.path());
    }
  }

  static StartingServers of(List<Exchange> exchanges) {
    StartingServers servers = new StartingServers();
    for (Exchange exchange : exchanges) {
      for (Observation one : exchange.observations()) {
        Optional<Instant> time = one.time();
        if (isProbe(one) && one.succeeded() && time.isPresent()) {
          servers.firstSuccess.merge(Probed.of(one), time.get(), (a, b) -> a.isBefore(b) ? a : b);
        }
      }
    }
    return servers;
  }

  /** True for a probe that failed before the first one that this server answered well. */
  boolean wasStarting(Observation failed) {
    Instant ready = isProbe(failed) ? firstSuccess.get(Probed.of(failed)) : null;
    return ready != null && failed.time().filter(time -> time.isBefore(ready)).isPresent();
  }

  private static boolean isProbe(Observation one) {
    return PROBES.stream().anyMatch(one.userAgent()::startsWith);
  }
}

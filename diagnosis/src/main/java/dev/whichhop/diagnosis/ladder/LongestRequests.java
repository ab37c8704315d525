package dev.whichhop.diagnosis.ladder;

import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The longest answered request of each service and pod; upgraded connections do not count. */
final class LongestRequests {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final Map<String, Observation> byHost = new HashMap<>();
  private final Map<String, Observation> byPod = new HashMap<>();
  private Optional<Observation> ofGateway = Optional.empty();

  static LongestRequests of(Bundle bundle) {
    LongestRequests longest = new LongestRequests();
    for (Observation one : bundle.observations()) {
      if (one.succeeded()
          && one.duration().isPresent()
          && one.status() != SWITCHING_PROTOCOLS
          && !one.method().equals("CONNECT")) {
        longest.take(one);
      }
    }
    return longest;
  }

  private void take(Observation one) {
    Side side = one.vantage().side();
    if (side == Side.GATEWAY) {
      ofGateway = Optional.of(ofGateway.map(old -> longer(old, one)).orElse(one));
    }
    String host = Hosts.ofCluster(one.upstreamCluster());
    if (!host.isEmpty()) {
      byHost.merge(Hosts.shortName(host, ""), one, LongestRequests::longer);
    }
    if (side == Side.INBOUND || side == Side.SERVER) {
      byPod.merge(one.vantage().instance(), one, LongestRequests::longer);
    }
  }

  private static Observation longer(Observation left, Observation right) {
    return duration(right).compareTo(duration(left)) > 0 ? right : left;
  }

  private static Duration duration(Observation one) {
    return one.duration().orElse(Duration.ZERO);
  }

  /** Of a service, as the calling or the receiving side saw it. */
  List<Reading> of(Subject subject) {
    Observation longest = byHost.get(subject.host());
    for (Pod pod : subject.pods()) {
      Observation own = byPod.get(pod.name());
      longest = longest == null ? own : own == null ? longest : longer(longest, own);
    }
    return longest == null ? List.of() : List.of(reading(longest));
  }

  List<Reading> ofGateway() {
    return ofGateway.map(one -> List.of(reading(one))).orElse(List.of());
  }

  private static Reading reading(Observation one) {
    return Reading.measured(one.vantage().instance(), duration(one), one.evidence(), true);
  }
}

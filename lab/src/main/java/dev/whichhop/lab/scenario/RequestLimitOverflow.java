package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/**
 * More active requests than {@code http2MaxRequests} admits, which counts HTTP/1.1 too. Envoy 1.40
 * flags them UO, but {@code upstream_rq_pending_overflow} stays 0 (measured here), so the answers
 * 5xx are counted.
 */
public final class RequestLimitOverflow implements Scenario {
  @Override
  public String cause() {
    return "circuit-breaker-overflow";
  }

  @Override
  public String remedy() {
    return "raise-pool-limits";
  }

  @Override
  public Setup fault() {
    return new Setup().pool(0, 0, 2);
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.together(12, "/wait/300");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".downstream_rq_5xx");
  }
}

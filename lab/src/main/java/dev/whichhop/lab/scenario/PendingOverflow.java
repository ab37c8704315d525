package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/**
 * Connections are not limited, but a burst meets a cold pool: while connections are opened, one
 * request may wait and the others are refused.
 */
public final class PendingOverflow implements Scenario {
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
    return new Setup().pool(0, 1, 0);
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(2, "/api/items");
    for (int i = 0; i < 4; i++) {
      stage.together(20, "/wait/200");
    }
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_rq_pending_overflow");
  }
}

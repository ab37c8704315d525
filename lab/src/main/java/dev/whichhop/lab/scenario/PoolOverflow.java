package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** Two requests at once are more than the pool takes. */
public final class PoolOverflow implements Scenario {
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
    return new Setup().pool(1, 1, 0);
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.together(12, "/wait/300");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_rq_pending_overflow");
  }
}

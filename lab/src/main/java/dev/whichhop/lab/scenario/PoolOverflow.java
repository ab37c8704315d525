package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** More at the same moment than one connection and one waiting request can take. */
public final class PoolOverflow implements Scenario {
  @Override
  public String name() {
    return "pool-overflow";
  }

  @Override
  public String cause() {
    return "circuit-breaker-overflow";
  }

  @Override
  public Setup fault() {
    return new Setup().pool(1, 1, 0);
  }

  @Override
  public Setup cure() {
    return new Setup();
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    for (int i = 0; i < 6; i++) {
      stage.loop("/api/items");
    }
    stage.together(12, "/wait/300");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_rq_pending_overflow");
  }
}

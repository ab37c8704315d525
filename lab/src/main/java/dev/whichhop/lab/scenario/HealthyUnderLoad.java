package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Stage;

/** Much at once, some of it slow, and nothing is wrong. */
public final class HealthyUnderLoad implements Scenario {
  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.curl("/api/items");
    stage.together(40, "/api/items");
    stage.together(20, "/wait/400");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".downstream_rq_5xx");
  }
}

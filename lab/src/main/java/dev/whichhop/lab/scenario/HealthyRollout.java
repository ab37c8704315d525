package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Stage;

/**
 * A pod and the gateway are replaced under load, with requests in flight that end within the drain.
 */
public final class HealthyRollout implements Scenario {
  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.begin(5, "/wait/2000");
    Thread.sleep(500);
    stage.rollPods();
    stage.loop(6, "/api/items");
    stage.begin(5, "/wait/2000");
    Thread.sleep(500);
    stage.rollGateway();
    stage.loop(6, "/api/items");
    stage.finish();
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.callsWithoutAnswer();
  }
}

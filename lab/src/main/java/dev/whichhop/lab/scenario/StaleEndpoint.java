package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The gateway still sends to the address of a pod that is gone. */
public final class StaleEndpoint implements Scenario {
  @Override
  public String name() {
    return "stale-endpoint";
  }

  @Override
  public String cause() {
    return "stale-endpoints-config-lag";
  }

  @Override
  public Setup fault() {
    return new Setup().endpointStale();
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
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_cx_connect_fail");
  }
}

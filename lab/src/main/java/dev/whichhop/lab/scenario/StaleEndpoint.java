package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Cast;
import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The gateway still sends to the address of a pod that has moved. */
public final class StaleEndpoint implements Scenario {
  @Override
  public String cause() {
    return "stale-endpoints-config-lag";
  }

  @Override
  public String remedy() {
    return "restart-or-scale-istiod";
  }

  @Override
  public Setup fault() {
    return new Setup().endpoint(Cast.GONE_ADDRESS);
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_cx_connect_fail");
  }
}

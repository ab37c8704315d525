package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Cast;
import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The gateway still sends to a pod whose node was taken away, and nobody answers there. */
public final class GoneNode implements Scenario {
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
    return new Setup().endpoint(Cast.GONE_NODE_ADDRESS);
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.begin(6, "/api/items", "-m", "45");
    stage.finish();
    stage.curl("/api/items", "-m", "45");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_cx_connect_timeout");
  }
}

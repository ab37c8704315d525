package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Behaviour;
import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The application listens on the IPv6 loopback, the sidecar connects to the IPv4 one. */
public final class ApplicationOnOtherAddress implements Scenario {
  @Override
  public String cause() {
    return "app-bind-address-mismatch";
  }

  @Override
  public String remedy() {
    return "bind-all-addresses";
  }

  @Override
  public Setup fault() {
    return new Setup().application(new Behaviour().address("::1"));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.sidecarCounter(".upstream_cx_connect_fail");
  }
}

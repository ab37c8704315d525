package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** One broken path ejects the only host, and good paths get no host. */
public final class EjectionOfHealthyHost implements Scenario {
  @Override
  public String cause() {
    return "outlier-ejection";
  }

  @Override
  public String remedy() {
    return "disable-all-outlier-detectors";
  }

  @Override
  public Setup fault() {
    return new Setup().ejectAfter(3);
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.loop(3, "/broken");
    stage.loop(8, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_cx_none_healthy");
  }
}

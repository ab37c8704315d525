package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** One broken path ejects the only host, and good paths get no host. */
public final class EjectionOfHealthyHost implements Scenario {
  @Override
  public String name() {
    return "ejection-of-healthy-host";
  }

  @Override
  public String cause() {
    return "outlier-ejection";
  }

  @Override
  public Setup fault() {
    return new Setup().ejectAfter(3);
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
    for (int i = 0; i < 3; i++) {
      stage.loop("/broken");
    }
    for (int i = 0; i < 8; i++) {
      stage.loop("/api/items");
    }
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_cx_none_healthy");
  }
}

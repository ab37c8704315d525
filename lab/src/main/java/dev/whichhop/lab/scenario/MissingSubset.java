package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The route names a subset that no DestinationRule defines. */
public final class MissingSubset implements Scenario {
  @Override
  public String cause() {
    return "destinationrule-subset-missing";
  }

  @Override
  public String remedy() {
    return "define-subset";
  }

  @Override
  public Setup fault() {
    return new Setup().routedToSubset();
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".no_cluster");
  }
}

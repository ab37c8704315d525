package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The gateway has no filter chain for the name that callers ask for. */
public final class UnknownServerName implements Scenario {
  @Override
  public String cause() {
    return "gateway-sni-mismatch";
  }

  @Override
  public String remedy() {
    return "accept-any-server-name";
  }

  @Override
  public Setup fault() {
    return new Setup().gatewayServerName("store.example.com");
  }

  @Override
  public Setup cure() {
    return new Setup().gatewayServerName("*");
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".no_filter_chain_match");
  }
}

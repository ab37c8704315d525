package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** A cookie that is larger than the 60 KiB of headers that Envoy takes. */
public final class HeaderTooLarge implements Scenario {
  @Override
  public String name() {
    return "header-too-large";
  }

  @Override
  public String cause() {
    return "header-limit";
  }

  @Override
  public Setup fault() {
    return new Setup();
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
    String cookie = "cookie: session=" + "x".repeat(cured ? 1_000 : 70_000);
    for (int i = 0; i < 3; i++) {
      stage.loop("/api/items", "-H", cookie);
    }
    stage.curl("/api/items", "-H", cookie);
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".downstream_rq_4xx");
  }
}

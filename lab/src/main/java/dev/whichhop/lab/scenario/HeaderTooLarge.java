package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** A cookie that is larger than the 60 KiB of headers that Envoy takes. */
public final class HeaderTooLarge implements Scenario {
  @Override
  public String cause() {
    return "header-limit";
  }

  @Override
  public String remedy() {
    return "raise-header-limits";
  }

  @Override
  public Setup cure() {
    return new Setup().headerKilobytes(96);
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    String cookie = "cookie: session=" + "x".repeat(70_000);
    stage.loop(3, "/api/items", "-H", cookie);
    stage.curl("/api/items", "-H", cookie);
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".downstream_rq_4xx");
  }
}

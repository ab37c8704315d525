package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The caller waits one second, the answer takes longer. */
public final class CallerGivesUp implements Scenario {
  @Override
  public String name() {
    return "caller-gives-up";
  }

  @Override
  public String cause() {
    return "client-timeout-shorter-than-response";
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
    String[] patience = {"-m", cured ? "5" : "1"};
    for (int i = 0; i < 5; i++) {
      stage.loop("/wait/1600", patience);
    }
    stage.curl("/wait/1600", patience);
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".downstream_cx_destroy_remote_active_rq");
  }
}

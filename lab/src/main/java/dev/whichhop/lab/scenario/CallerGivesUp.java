package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Stage;

/** The caller waits one second, the answer takes longer. */
public final class CallerGivesUp implements Scenario {
  @Override
  public String cause() {
    return "client-timeout-shorter-than-response";
  }

  @Override
  public String remedy() {
    return "longer-client-timeout";
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    String[] patience = {"-m", cured ? "5" : "1"};
    stage.loop(5, "/wait/1600", patience);
    stage.curl("/wait/1600", patience);
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".downstream_cx_destroy_remote_active_rq");
  }
}

package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;
import java.time.Duration;

/** A pod is replaced; its sidecar is killed after five seconds, over requests that take eight. */
public final class SidecarDrainTooShort implements Scenario {
  @Override
  public String cause() {
    return "graceful-termination-too-short";
  }

  @Override
  public String remedy() {
    return "longer-proxy-drain";
  }

  @Override
  public Setup cure() {
    return new Setup().sidecarDrain(Duration.ofSeconds(12));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.begin(5, "/wait/8000");
    Thread.sleep(1000);
    stage.rollPods();
    stage.loop(6, "/api/items");
    stage.finish();
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_cx_destroy_remote_with_active_rq");
  }
}

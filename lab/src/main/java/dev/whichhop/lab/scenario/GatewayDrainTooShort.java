package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;
import java.time.Duration;

/** The gateway is replaced and killed after five seconds, over requests that take eight. */
public final class GatewayDrainTooShort implements Scenario {
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
    return new Setup().gatewayDrain(Duration.ofSeconds(12));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.begin(5, "/wait/8000");
    Thread.sleep(1000);
    stage.rollGateway();
    stage.loop(6, "/api/items");
    stage.finish();
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    // The killed gateway takes its own counters with it; the sidecar sees its connections end.
    return stage.sidecarCounter(".downstream_cx_destroy_remote_active_rq");
  }
}

package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The port name promises HTTP/2, the application speaks HTTP/1.1. */
public final class Http2ToHttp1 implements Scenario {
  @Override
  public String cause() {
    return "protocol-selection-mismatch";
  }

  @Override
  public String remedy() {
    return "name-the-protocol";
  }

  @Override
  public Setup fault() {
    return new Setup().portNamedHttp2();
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.sidecarCounter(".upstream_cx_protocol_error")
        + stage.sidecarCounter(".upstream_cx_destroy_remote_with_active_rq");
  }
}

package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Behaviour;
import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The port name promises HTTP/1.1, the application is a gRPC server. */
public final class Http1ToHttp2 implements Scenario {
  private static final Behaviour GRPC = new Behaviour().http2(100);

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
    return new Setup().application(GRPC);
  }

  @Override
  public Setup cure() {
    return new Setup().application(GRPC).portNamedHttp2();
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.lostByApplication();
  }
}

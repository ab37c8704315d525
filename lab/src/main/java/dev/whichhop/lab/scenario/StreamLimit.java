package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Behaviour;
import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** More requests at once than the server takes streams on a connection. */
public final class StreamLimit implements Scenario {
  @Override
  public String cause() {
    return "http2-stream-limit";
  }

  @Override
  public String remedy() {
    return "raise-stream-limit";
  }

  @Override
  public Setup fault() {
    return new Setup().portNamedHttp2().application(new Behaviour().http2(12));
  }

  @Override
  public Setup cure() {
    return new Setup().portNamedHttp2().application(new Behaviour().http2(500));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(3, "/shop.Catalog/List");
    for (int i = 0; i < 3; i++) {
      stage.loop(
          1,
          "/shop.Catalog/List?page=[1-80]",
          "-Z",
          "--no-progress-meter",
          "--parallel-immediate",
          "--parallel-max",
          "80");
    }
    stage.curl("/shop.Catalog/List");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.lostByApplication();
  }
}

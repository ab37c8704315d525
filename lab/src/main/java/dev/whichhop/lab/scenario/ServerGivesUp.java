package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Behaviour;
import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;
import java.time.Duration;

/** The application's server closes a connection over a request that takes longer than it allows. */
public final class ServerGivesUp implements Scenario {
  @Override
  public String cause() {
    return "app-server-request-timeout";
  }

  @Override
  public String remedy() {
    return "raise-server-request-timeout";
  }

  @Override
  public Setup fault() {
    return new Setup().application(new Behaviour().requestTimeout(Duration.ofSeconds(2)));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.loop(5, "/wait/3000");
    stage.curl("/wait/3000");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.lostByApplication();
  }
}

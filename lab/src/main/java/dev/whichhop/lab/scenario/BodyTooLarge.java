package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Behaviour;
import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The application closes the connection when a body gets larger than it takes. */
public final class BodyTooLarge implements Scenario {
  @Override
  public String cause() {
    return "app-closes-connection";
  }

  @Override
  public String remedy() {
    return "raise-application-limit";
  }

  @Override
  public Setup fault() {
    return new Setup().application(new Behaviour().largestBody(20_000));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    for (int size : new int[] {10, 100, 1_000, 60_000, 2_000, 70_000, 90_000, 5_000, 50_000}) {
      stage.loop(1, "/api/import", "-d", "x".repeat(size));
    }
    stage.curl("/api/import", "-d", "x".repeat(80_000));
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.lostByApplication();
  }
}

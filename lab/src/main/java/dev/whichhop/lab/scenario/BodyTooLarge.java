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
    return new Setup().application(new Behaviour().largestBody(100_000));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    for (int kilobytes : new int[] {1, 40, 80, 300, 90, 400, 95, 500, 85, 350}) {
      stage.loop(1, "/api/import", "--data-binary", stage.file(kilobytes));
    }
    stage.curl("/api/import", "--data-binary", stage.file(450));
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.lostByApplication();
  }
}

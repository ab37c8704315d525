package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Behaviour;
import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;
import java.time.Duration;

/**
 * The application closes idle connections earlier than the proxy, over a request that has just
 * come.
 */
public final class KeepaliveShorterThanProxy implements Scenario {
  @Override
  public String cause() {
    return "keepalive-idle-race-app";
  }

  @Override
  public String remedy() {
    return "raise-server-keep-alive";
  }

  @Override
  public Setup fault() {
    return new Setup().application(new Behaviour().keepAlive(Duration.ofSeconds(2)));
  }

  @Override
  public Setup cure() {
    return new Setup().application(new Behaviour().keepAlive(Duration.ofHours(2)));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    for (int i = 0; i < 5; i++) {
      stage.loop(2, "/api/items");
      Thread.sleep(1850); // the application decides at 1.7 s and closes at 2 s
      stage.loop(1, "/api/items", "-d", "price=1");
    }
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.lostByApplication();
  }
}

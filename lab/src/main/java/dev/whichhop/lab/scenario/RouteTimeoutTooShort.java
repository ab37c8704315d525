package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;
import java.time.Duration;

/** The route gives up before the application is done. */
public final class RouteTimeoutTooShort implements Scenario {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "route-timeout-too-short";
  }

  @Override
  public String cause() {
    return "route-timeout";
  }

  @Override
  public Setup fault() {
    return new Setup().routeTimeout(SHORT);
  }

  @Override
  public Setup cure() {
    return new Setup().routeTimeout(LONG);
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    for (int i = 0; i < 6; i++) {
      stage.loop("/api/items");
    }
    for (int i = 0; i < 5; i++) {
      stage.loop("/wait/900");
    }
    stage.curl("/wait/900");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_rq_timeout");
  }
}

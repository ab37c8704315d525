package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;
import java.time.Duration;

/** The route gives up before the application is done. */
public final class RouteTimeoutTooShort implements Scenario {
  @Override
  public String cause() {
    return "route-timeout";
  }

  @Override
  public String remedy() {
    return "set-route-timeout";
  }

  @Override
  public Setup fault() {
    return new Setup().routeTimeout(Duration.ofMillis(500));
  }

  @Override
  public Setup cure() {
    return new Setup().routeTimeout(Duration.ofSeconds(5));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.loop(5, "/wait/900");
    stage.curl("/wait/900");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_rq_timeout");
  }
}

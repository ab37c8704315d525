package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;
import java.time.Duration;

/**
 * The sidecar closes idle connections earlier than the gateway lets go of them. Envoy begins to
 * close its drain time of 5 s after the idle time, and for another second, its delayed close, it
 * neither reads what comes nor tells the peer: a request that comes then is lost.
 */
public final class KeepaliveBetweenProxies implements Scenario {
  private static final Duration IDLE = Duration.ofSeconds(2);

  @Override
  public String cause() {
    return "keepalive-idle-race-proxy";
  }

  @Override
  public String remedy() {
    return "order-proxy-idle-timeouts";
  }

  @Override
  public Setup fault() {
    return new Setup().sidecarIdle(IDLE);
  }

  @Override
  public Setup cure() {
    return new Setup().sidecarIdle(IDLE).poolIdle(Duration.ofSeconds(1));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    for (int i = 0; i < 4; i++) {
      stage.loop(2, "/api/items");
      Thread.sleep(7_300);
      stage.loop(1, "/api/items", "-d", "price=1");
    }
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_cx_destroy_remote_with_active_rq");
  }
}

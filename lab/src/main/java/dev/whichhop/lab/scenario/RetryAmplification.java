package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Behaviour;
import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;
import java.time.Duration;

/**
 * The server is slower than each try may take, and every try of every caller waits in its queue.
 */
public final class RetryAmplification implements Scenario {
  @Override
  public String cause() {
    return "retry-amplification";
  }

  @Override
  public String remedy() {
    return "bound-retries";
  }

  @Override
  public Setup fault() {
    return new Setup().application(new Behaviour().workers(2)).retries(4, Duration.ofMillis(400));
  }

  @Override
  public Setup cure() {
    return new Setup().application(new Behaviour().workers(2));
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    for (int i = 0; i < 3; i++) {
      stage.together(6, "/wait/250");
    }
    stage.curl("/wait/250");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_rq_retry_limit_exceeded");
  }
}

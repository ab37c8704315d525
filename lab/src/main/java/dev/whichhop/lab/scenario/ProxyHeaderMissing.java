package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The gateway waits for a PROXY header that nobody in front of it sends. */
public final class ProxyHeaderMissing implements Scenario {
  @Override
  public String cause() {
    return "proxy-protocol-mismatch";
  }

  @Override
  public String remedy() {
    return "same-proxy-protocol-on-both-sides";
  }

  @Override
  public Setup fault() {
    return new Setup().gatewayExpectsProxyProtocol();
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter("proxy_proto.not_found_disallowed");
  }
}

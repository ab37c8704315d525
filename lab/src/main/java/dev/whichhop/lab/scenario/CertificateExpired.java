package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** The certificate of the sidecar ran out yesterday. */
public final class CertificateExpired implements Scenario {
  @Override
  public String cause() {
    return "mesh-certificate-expired";
  }

  @Override
  public String remedy() {
    return "renew-certificates";
  }

  @Override
  public Setup fault() {
    return new Setup().strictMutualTls().certificateExpired();
  }

  @Override
  public Setup cure() {
    return new Setup().strictMutualTls();
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".ssl.fail_verify_error");
  }
}

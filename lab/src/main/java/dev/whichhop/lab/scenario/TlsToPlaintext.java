package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** A DestinationRule demands mutual TLS with a pod that has no sidecar. */
public final class TlsToPlaintext implements Scenario {
  @Override
  public String cause() {
    return "tls-mode-mismatch";
  }

  @Override
  public String remedy() {
    return "same-tls-mode-at-both-ends";
  }

  @Override
  public Setup fault() {
    return new Setup().withoutSidecar().originatesTls();
  }

  @Override
  public Setup cure() {
    return new Setup().withoutSidecar();
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.gatewayCounter(".upstream_cx_connect_fail");
  }
}

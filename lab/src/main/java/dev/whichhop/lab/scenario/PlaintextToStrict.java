package dev.whichhop.lab.scenario;

import dev.whichhop.lab.Scenario;
import dev.whichhop.lab.Setup;
import dev.whichhop.lab.Stage;

/** A pod without a sidecar calls in plain text a pod that accepts mutual TLS only. */
public final class PlaintextToStrict implements Scenario {
  @Override
  public String cause() {
    return "mtls-strict-plaintext-client";
  }

  @Override
  public String remedy() {
    return "permissive-for-port";
  }

  @Override
  public Setup fault() {
    return new Setup().strictMutualTls().clientOutsideMesh();
  }

  @Override
  public Setup cure() {
    return new Setup().clientOutsideMesh();
  }

  @Override
  public void traffic(Stage stage, boolean cured) throws Exception {
    stage.loop(6, "/api/items");
    stage.curl("/api/items");
  }

  @Override
  public long happened(Stage stage) throws Exception {
    return stage.sidecarCounter(".no_filter_chain_match");
  }
}

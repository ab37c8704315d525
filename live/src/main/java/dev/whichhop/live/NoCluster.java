package dev.whichhop.live;

import java.io.IOException;

/** There is no cluster to ask: no kubeconfig, a wrong one, or a server that nobody can talk to. */
public final class NoCluster extends IOException {
  public NoCluster(String message) {
    super(message);
  }
}

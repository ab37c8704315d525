package dev.whichhop.live;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Collection;

/** The role does not allow port-forwards into this namespace. */
final class ForwardDenied extends IOException {
  private static final int FORBIDDEN = 403;
  private static final int UNAUTHORIZED = 401;

  private ForwardDenied(String message) {
    super(message);
  }

  /**
   * Why a page could not be had: what the tunnel met tells more than that it broke.
   *
   * @param met by the tunnel
   */
  static IOException orElse(IOException failed, Collection<Throwable> met) {
    for (Throwable one : met) {
      for (Throwable cause = one; cause != null; cause = cause.getCause()) {
        if (cause instanceof KubernetesClientException refused
            && (refused.getCode() == FORBIDDEN || refused.getCode() == UNAUTHORIZED)) {
          return new ForwardDenied(FailureWords.of(refused));
        }
      }
    }
    return met.isEmpty() ? failed : new IOException(FailureWords.of(met.iterator().next()), failed);
  }
}

package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When proxies close idle client connections: {@code common_http_protocol_options.idle_timeout} of
 * an EnvoyFilter or listener (1 h where nothing is set, istio-envoy facts 2.2 E22). The same option
 * of a cluster is the sender's own.
 */
public final class ProxyIdleTimeouts {
  /**
   * At the idle time-out Envoy begins to drain the connection and closes it {@code drain_timeout}
   * later, 5 s unless set: source/common/http/conn_manager_impl.cc onIdleTimeout; measured with
   * Envoy 1.40 by the lab's {@code keepalive-between-proxies}.
   */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  /**
   * While it closes, Envoy neither reads what comes nor tells the peer, 1 s unless {@code
   * delayed_close_timeout} is set: http_connection_manager.proto; measured by the same story.
   */
  private static final Duration DELAYED_CLOSE = Duration.ofSeconds(1);

  /**
   * One setting.
   *
   * @param atGateway the filter says that it is for gateways
   */
  public record Timeout(Node setting, Duration idle, boolean atGateway) {
    /** Silences after which a request meets the close: when it begins, and until it is done. */
    public List<Duration> closes() {
      return List.of(idle, idle.plus(DRAIN), idle.plus(DRAIN).plus(DELAYED_CLOSE));
    }
  }

  private ProxyIdleTimeouts() {}

  /** All of them, those of EnvoyFilters first. */
  public static List<Timeout> of(Bundle bundle) {
    List<Timeout> found = new ArrayList<>();
    for (KubernetesObject filter : bundle.objects("EnvoyFilter")) {
      for (Node patch : filter.spec().get("configPatches").items()) {
        if (!patch.get("applyTo").textOrEmpty().equals("CLUSTER")) {
          boolean atGateway = patch.at("match", "context").textOrEmpty().equals("GATEWAY");
          add(found, patch.get("patch"), atGateway);
        }
      }
    }
    for (EnvoyResource listener : bundle.envoy(EnvoyResource.Kind.LISTENER)) {
      add(found, listener.root(), false);
    }
    return found;
  }

  private static void add(List<Timeout> found, Node root, boolean atGateway) {
    for (String options : List.of("common_http_protocol_options", "commonHttpProtocolOptions")) {
      for (Node one : root.below(options)) {
        for (String name : List.of("idle_timeout", "idleTimeout")) {
          for (Node setting : one.below(name)) {
            double seconds = seconds(setting.textOrEmpty());
            if (seconds > 0) {
              found.add(
                  new Timeout(setting, Duration.ofMillis(Math.round(seconds * 1_000)), atGateway));
            }
          }
        }
      }
    }
  }

  /** Protobuf's form of a duration, {@code 45s}; NaN for anything else. */
  private static double seconds(String text) {
    try {
      return text.endsWith("s")
          ? Double.parseDouble(text.substring(0, text.length() - 1))
          : Double.NaN;
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }
}

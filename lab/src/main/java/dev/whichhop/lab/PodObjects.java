package dev.whichhop.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Pods as {@code kubectl get pods -o yaml} prints them. */
final class PodObjects {
  private PodObjects() {}

  static String pods(Setup setup, List<Cast.Member> members, Rollouts rollouts, Instant started) {
    StringBuilder pods = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
    for (Cast.Member member : members) {
      pods.append(pod(setup, member, rollouts.created(member, started)));
    }
    return pods.toString();
  }

  private static String pod(Setup setup, Cast.Member member, Instant created) {
    boolean gateway = member.app().contains("gateway");
    boolean injected = member.app().equals("catalog") && setup.sidecarInjected;
    String first = gateway ? "istio-proxy" : member.app();
    String config = gateway ? gatewayConfig(setup) : injected ? sidecarConfig(setup) : "";
    return """
    - apiVersion: v1
      kind: Pod
      metadata:
        name: %1$s
        namespace: %2$s
        labels: {app: %3$s}
    %4$s    creationTimestamp: "%5$s"
      spec:
        nodeName: %6$s
        terminationGracePeriodSeconds: %11$d
        containers:
        - name: %7$s
          ports: [{containerPort: %8$d, protocol: TCP}]
    %9$s  status:
        phase: Running
        podIP: %10$s
        conditions: [{type: Ready, status: "True", lastTransitionTime: "%5$s"}]
        containerStatuses:
        %12$s\
    """
        .formatted(
            member.name(),
            member.namespace(),
            member.app(),
            config.isEmpty()
                ? ""
                : "    annotations:\n      proxy.istio.io/config: |\n" + config.indent(8),
            created,
            member.node(),
            first,
            member.equals(Cast.CLIENT) ? 9000 : Cast.PORT,
            injected ? "    - name: istio-proxy\n" : "",
            member.address(),
            Math.max(30, 5 + drain(setup, gateway).toSeconds()),
            (status(first, created) + (injected ? status("istio-proxy", created) : ""))
                .indent(4)
                .stripLeading());
  }

  private static String status(String container, Instant started) {
    return "- {name: %s, ready: true, restartCount: 0, state: {running: {startedAt: \"%s\"}}}%n"
        .formatted(container, started);
  }

  private static Duration drain(Setup setup, boolean gateway) {
    return gateway ? setup.gatewayDrain : setup.sidecarDrain;
  }

  private static String gatewayConfig(Setup setup) {
    return drainConfig(drain(setup, true))
        + (setup.gatewayExpectsProxyProtocol ? "gatewayTopology: {proxyProtocol: {}}\n" : "");
  }

  private static String sidecarConfig(Setup setup) {
    return drainConfig(drain(setup, false))
        + (setup.sidecarIdle.isZero()
            ? ""
            : "proxyMetadata: {ISTIO_META_IDLE_TIMEOUT: \"%ds\"}%n"
                .formatted(setup.sidecarIdle.toSeconds()));
  }

  private static String drainConfig(Duration drain) {
    return drain.equals(Setup.DEFAULT_DRAIN)
        ? ""
        : "terminationDrainDuration: " + drain.toSeconds() + "s\n";
  }
}

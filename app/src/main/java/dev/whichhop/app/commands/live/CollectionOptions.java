package dev.whichhop.app.commands.live;

import dev.whichhop.live.Budget;
import dev.whichhop.live.ClusterAccess;
import dev.whichhop.live.Focus;
import dev.whichhop.live.Plan;
import dev.whichhop.live.Window;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that say what is collected, and what it may cost. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
final class CollectionOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Repeatable (default: the namespace of the context).")
  private List<String> namespaces = new ArrayList<>();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces.")
  private boolean everywhere;

  @Option(
      names = "--control-plane",
      split = ",",
      defaultValue = "istio-system,istio-ingress,knative-serving",
      paramLabel = "NAMESPACE",
      description =
          "Of gateways and control planes, looked at besides (default: ${DEFAULT-VALUE}).")
  private List<String> controlPlanes;

  @Option(
      names = "--service",
      paramLabel = "NAME[.NAMESPACE]",
      description = "Only logs of the pods of this Service or Knative service; repeatable.")
  private List<String> services = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Only logs of the pods that requests for this host reach; repeatable.")
  private List<String> hosts = new ArrayList<>();

  @Option(
      names = "--pod",
      paramLabel = "NAME[.NAMESPACE]",
      description = "Only logs of this pod; deploy/NAME for those of a Deployment; repeatable.")
  private List<String> pods = new ArrayList<>();

  @Option(
      names = "--port-forward",
      description =
          "Also reads pages of Envoy, queue-proxy, activator and autoscaler through port-forwards.")
  private boolean portForward;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description = "Also reads history of the metrics that checks use from this Prometheus.")
  private @Nullable URI prometheus;

  @Option(
      names = "--max-requests",
      defaultValue = "5000",
      paramLabel = "COUNT",
      description = "Budget: requests (default: 5000).")
  private int mostRequests;

  @Option(
      names = "--max-bytes",
      defaultValue = "1Gi",
      converter = ByteCount.Converter.class,
      paramLabel = "BYTES",
      description = "Budget: bytes of all answers (default: 1Gi).")
  private ByteCount mostBytes;

  @Option(
      names = "--max-time",
      defaultValue = "5m",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "Budget: time (default: 5m).")
  private Duration mostTime;

  @Option(
      names = "--in-flight",
      defaultValue = "16",
      paramLabel = "COUNT",
      description = "Requests at a time, 1 to 32 (default: 16).")
  private int inFlight;

  @Option(
      names = "--max-log-bytes",
      defaultValue = "32Mi",
      converter = ByteCount.Converter.class,
      paramLabel = "BYTES",
      description = "The most of one container's log (default: 32Mi).")
  private ByteCount mostLogBytes;

  @Option(
      names = "--max-log-pods",
      defaultValue = "40",
      paramLabel = "COUNT",
      description = "Pods whose logs are read, apart from control planes (default: 40).")
  private int mostLogPods;

  Budget.Limits limits(CommandLine command) {
    if (inFlight < 1 || inFlight > Budget.Limits.MOST_IN_FLIGHT) {
      throw new ParameterException(command, "--in-flight " + inFlight + ": expected 1 to 32");
    }
    if (mostRequests < 1 || mostLogPods < 0) {
      throw new ParameterException(command, "--max-requests, --max-log-pods: expected a count");
    }
    return new Budget.Limits(mostRequests, mostBytes.bytes(), mostTime, inFlight);
  }

  /** What is wanted of this cluster. */
  Plan plan(CommandLine command, ClusterAccess cluster, Window window) {
    if (everywhere && !namespaces.isEmpty()) {
      throw new ParameterException(command, "-A and -n exclude each other");
    }
    Set<String> wanted = new LinkedHashSet<>(namespaces);
    if (!everywhere) {
      if (wanted.isEmpty()) {
        wanted.add(cluster.namespace());
      }
      // Whoever names one of another namespace wants that namespace looked at.
      for (String name : services) {
        namespaceOf(name, wanted);
      }
      for (String name : pods) {
        namespaceOf(name, wanted);
      }
    }
    if (prometheus != null && !("" + prometheus.getScheme()).matches("https?")) {
      throw new ParameterException(
          command, "--prometheus " + prometheus + ": expected http://… or https://…");
    }
    return new Plan(
        List.copyOf(wanted),
        controlPlanes,
        new Focus(services, hosts, pods),
        window,
        mostLogBytes.bytes(),
        mostLogPods,
        portForward,
        prometheus);
  }

  private static void namespaceOf(String name, Set<String> namespaces) {
    String[] parts = name.substring(name.indexOf('/') + 1).split("\\.", 3);
    if (parts.length > 1) {
      namespaces.add(parts[1]);
    }
  }

  /** The host that diagnose is narrowed to; null where none or several were asked for. */
  @Nullable String onlyHost() {
    return hosts.size() == 1 ? hosts.getFirst() : null;
  }
}

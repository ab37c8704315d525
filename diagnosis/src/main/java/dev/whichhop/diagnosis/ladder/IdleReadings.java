package dev.whichhop.diagnosis.ladder;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.IdleGaps;
import dev.whichhop.diagnosis.view.KeepAliveSetting;
import dev.whichhop.diagnosis.view.PoolGaps;
import dev.whichhop.diagnosis.view.ProxyDumps;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.diagnosis.view.TrafficPolicies;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.ladder.DurationText;
import dev.whichhop.model.ladder.TimerValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where idle time-outs are set or can be seen. */
final class IdleReadings {
  /** Istio's metadata for the idle time-out of downstream connections (istio-envoy facts 3). */
  private static final String IDLE_VARIABLE = "ISTIO_META_IDLE_TIMEOUT";

  private final CaseFile file;
  private final Bundle bundle;
  private final TrafficPolicies policies;
  private final ProxyDumps dumps;
  private final List<KeepAliveSetting> keepAlive;

  IdleReadings(CaseFile file) {
    this.file = file;
    this.bundle = file.bundle();
    this.policies = TrafficPolicies.of(bundle);
    this.dumps = ProxyDumps.of(bundle);
    this.keepAlive = KeepAliveSetting.of(bundle);
  }

  /** The longest silence after which a caller was seen to use a connection again. */
  List<Reading> clientPool() {
    if (IdleGaps.inferred(bundle)) {
      return List.of();
    }
    return IdleGaps.ofCallers(bundle).stream()
        .max(Comparator.comparing(IdleGaps.Gap::idle))
        .filter(one -> !one.idle().isZero())
        .map(one ->
            List.of(
                Reading.measured(
                    one.request().vantage().instance(),
                    one.idle(),
                    one.request().evidence(),
                    true)))
        .orElse(List.of());
  }

  /** Idle time-outs of NLB listeners, from their attributes, else as the Service asks for them. */
  List<Reading> networkBalancer() {
    List<Reading> found = new ArrayList<>(attribute("tcp.idle_timeout.seconds"));
    if (found.isEmpty()) {
      for (KubernetesObject service : bundle.objects("Service")) {
        service
            .metadata()
            .get("annotations")
            .entries()
            .forEach((key, value) -> {
              if (key.contains("aws-load-balancer-listener-attributes")) {
                // "tcp.idle_timeout.seconds=400,…"
                for (String pair : value.textOrEmpty().split(",", 16)) {
                  String[] parts = pair.strip().split("=", 2);
                  if (parts.length == 2 && parts[0].equals("tcp.idle_timeout.seconds")) {
                    DurationText.parse(parts[1] + "s")
                        .ifPresent(one ->
                            found.add(Reading.lasts(service.reference(), one, value.evidence())));
                  }
                }
              }
            });
      }
    }
    return found;
  }

  List<Reading> applicationBalancer() {
    return attribute("idle_timeout.timeout_seconds");
  }

  private List<Reading> attribute(String key) {
    List<Reading> found = new ArrayList<>();
    for (AttributeSet set : bundle.awsAttributes()) {
      Optional<Duration> value = set.value(key).flatMap(one -> DurationText.parse(one + "s"));
      value.ifPresent(
          one -> found.add(Reading.lasts(name(set.owner()), one, set.evidence(key).getFirst())));
    }
    return found;
  }

  /** The last part of an ARN says which one it is. */
  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** How long gateways keep idle connections of clients. */
  List<Reading> gatewayDownstream(Surroundings around) {
    List<Reading> found = new ArrayList<>(listeners(dumps.gatewayListeners()));
    if (found.isEmpty()) {
      found.addAll(filters("GATEWAY"));
      found.addAll(idleVariable(around.gatewayPods()));
    }
    return found;
  }

  boolean gatewayListenersSeen() {
    return !dumps.gatewayListeners().isEmpty();
  }

  List<Reading> sidecarDownstream(Subject subject) {
    List<Reading> found = new ArrayList<>(listeners(dumps.inboundListeners()));
    if (found.isEmpty()) {
      found.addAll(filters("SIDECAR_INBOUND"));
      found.addAll(idleVariable(subject.pods()));
    }
    return found;
  }

  boolean inboundListenersSeen() {
    return !dumps.inboundListeners().isEmpty();
  }

  private static List<Reading> listeners(List<EnvoyResource> listeners) {
    List<Reading> found = new ArrayList<>();
    for (EnvoyResource listener : listeners) {
      for (Node timeout : ProxyDumps.idleTimeouts(listener.root())) {
        Reading.duration("listener " + listener.name(), timeout).ifPresent(found::add);
      }
    }
    return found;
  }

  /** EnvoyFilters for the connections that a proxy accepts in this context. */
  private List<Reading> filters(String context) {
    List<Reading> found = new ArrayList<>();
    for (KubernetesObject filter : bundle.objects("EnvoyFilter")) {
      for (Node patch : filter.spec().get("configPatches").items()) {
        String of = patch.at("match", "context").textOrEmpty();
        boolean fits = of.isEmpty() || of.equals("ANY") || of.equals(context);
        if (fits && !patch.get("applyTo").textOrEmpty().equals("CLUSTER")) {
          for (Node timeout : ProxyDumps.idleTimeouts(patch.get("patch"))) {
            Reading.duration(filter.reference(), timeout).ifPresent(found::add);
          }
        }
      }
    }
    return found;
  }

  private List<Reading> idleVariable(List<Pod> pods) {
    List<Reading> found = new ArrayList<>();
    for (Pod pod : pods) {
      if (pod.object() != null) {
        for (Node variable :
            pod.object().spec().below("env").stream()
                .flatMap(list -> list.items().stream())
                .toList()) {
          if (variable.get("name").textOrEmpty().equals(IDLE_VARIABLE)) {
            Reading.duration("Pod/" + pod.name(), variable.get("value")).ifPresent(found::add);
          }
        }
      }
    }
    for (KubernetesObject mesh : bundle.objects("MeshConfig")) {
      Node value = mesh.root().at("defaultConfig", "proxyMetadata", IDLE_VARIABLE);
      Reading.duration(mesh.reference(), value).ifPresent(found::add);
    }
    return found;
  }

  /** How long the calling proxy keeps idle connections to the service. */
  List<Reading> outbound(Subject subject, Surroundings around) {
    List<Reading> found = new ArrayList<>(clusters(dumps.outbound(subject.host())));
    return found.isEmpty() ? pool(subject, around.gatewayNamespace()) : found;
  }

  /** How long the service's own proxy keeps idle connections to the application. */
  List<Reading> inbound(Subject subject) {
    List<String> pods = subject.pods().stream().map(Pod::name).toList();
    List<Reading> found = new ArrayList<>(clusters(dumps.inbound(pods)));
    return found.isEmpty() ? pool(subject, subject.namespace()) : found;
  }

  boolean outboundSeen(Subject subject) {
    return policies.seen() || !dumps.outbound(subject.host()).isEmpty();
  }

  boolean inboundSeen(Subject subject) {
    return policies.seen()
        || !dumps.inbound(subject.pods().stream().map(Pod::name).toList()).isEmpty();
  }

  private static List<Reading> clusters(List<EnvoyResource> clusters) {
    List<Reading> found = new ArrayList<>();
    for (EnvoyResource cluster : clusters) {
      for (Node timeout : ProxyDumps.idleTimeouts(cluster.root())) {
        Reading.duration("cluster " + cluster.name(), timeout).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Without {@code http.idleTimeout} that of {@code tcp} counts (istio, applyConnectionPool). */
  private List<Reading> pool(Subject subject, String caller) {
    List<Reading> found = new ArrayList<>();
    policies
        .ruleFor(subject.host(), caller)
        .ifPresent(rule -> {
          for (Node pool : TrafficPolicies.connectionPools(rule)) {
            Node http = pool.at("http", "idleTimeout");
            Node timeout = http.exists() ? http : pool.at("tcp", "idleTimeout");
            Reading.duration(rule.reference(), timeout).ifPresent(found::add);
          }
        });
    return found;
  }

  /** What the application says; else the silence after which requests fail, a timer of its own. */
  List<Reading> application(Subject subject, boolean onlyOne) {
    List<Reading> found = new ArrayList<>();
    for (KeepAliveSetting setting : keepAlive) {
      if (belongs(setting, subject) || onlyOne) {
        found.add(
            setting.value().isZero()
                ? Reading.configured(setting.subject(), new TimerValue.Never(), setting.evidence())
                : Reading.lasts(setting.subject(), setting.value(), setting.evidence()));
      }
    }
    return found.isEmpty() && subject.failing() ? measured(subject) : found;
  }

  private static boolean belongs(KeepAliveSetting setting, Subject subject) {
    String source = setting.subject();
    return subject.pods().stream().anyMatch(pod -> source.contains(pod.name()))
        || source.startsWith(subject.name() + "-")
        || source.equals(subject.name())
        || source.endsWith("/" + subject.name())
        || source.contains("/" + subject.name() + "-")
        || source.contains("/" + subject.name() + "/");
  }

  /** Only from the one who calls the application itself; others may have met a proxy's timer. */
  private List<Reading> measured(Subject subject) {
    boolean proxied = subject.knative() || subject.sidecar().orElse(true);
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      boolean beside = group.side() == Side.INBOUND || group.side() == Side.SERVER;
      if (proxied && !beside) {
        continue;
      }
      Optional<PoolGaps.Band> band = PoolGaps.of(group.failures(), bundle).band();
      if (band.isPresent()) {
        Observation first = band.get().within().getFirst().request();
        Duration typical = band.get().typical();
        Evidence evidence = first.evidence();
        return List.of(
            Reading.measured(
                first.upstreamHost(), Seconds.usual(typical).orElse(typical), evidence, false));
      }
    }
    return List.of();
  }
}

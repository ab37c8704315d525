package dev.whichhop.diagnosis.picture;

import dev.whichhop.diagnosis.picture.Change.Kind;
import dev.whichhop.diagnosis.view.Shutdowns;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the changes that the evidence tells of. */
public final class Changes {
  /** Groups whose objects configure traffic; a change of one is a change of the path. */
  private static final Set<String> TRAFFIC_GROUPS =
      Set.of(
          "networking.istio.io",
          "security.istio.io",
          "telemetry.istio.io",
          "gateway.networking.k8s.io",
          "networking.k8s.io",
          "elbv2.k8s.aws");

  /** CloudTrail event names that begin so only read. */
  private static final List<String> READING = List.of("Describe", "Get", "List", "Lookup");

  private final List<Change> found = new ArrayList<>();
  private final Set<Place> places = new HashSet<>();

  private Changes() {}

  /** Those with a time in the order of time, then those of which only the age is known. */
  public static List<Change> of(Bundle bundle) {
    Changes changes = new Changes();
    bundle.objects().forEach(changes::object);
    bundle.events().forEach(changes::event);
    bundle.logs().forEach(changes::log);
    bundle.aws("CloudTrailEvents").forEach(changes::trail);
    bundle.metrics().forEach(changes::targetHealth);
    for (Signal.Hit hit : bundle.signal("target-removed").hits()) {
      if (hit.time() != null) {
        changes.add(Change.at(Kind.TARGETS, hit.time(), "", hit.evidence()));
      }
    }
    // Last: what is a rollout or a scale is not told again as pods that end.
    Shutdowns.of(bundle)
        .forEach(
            one -> changes.add(Change.at(Kind.PODS, one.time(), one.subject(), one.evidence())));
    return changes.found.stream()
        .sorted(
            Comparator.comparing(
                    Change::time, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparing(Change::age, Comparator.nullsLast(Comparator.reverseOrder())))
        .toList();
  }

  private void add(Change change) {
    if (places.add(change.evidence().place())) {
      found.add(change);
    }
  }

  private void object(KubernetesObject object) {
    switch (object.kind()) {
      // A Deployment makes one for each new version; Knative likewise.
      case "ReplicaSet", "Revision" ->
          at(Kind.ROLLOUT, object.metadata().get("creationTimestamp"), object.reference());
      case "Deployment", "StatefulSet", "DaemonSet" ->
          // What `kubectl rollout restart` writes.
          at(
              Kind.ROLLOUT,
              object
                  .spec()
                  .at("template", "metadata", "annotations")
                  .get("kubectl.kubernetes.io/restartedAt"),
              object.reference());
      case "HorizontalPodAutoscaler" ->
          at(Kind.SCALE, object.status().get("lastScaleTime"), object.reference());
      case "Pod" -> endedContainers(object);
      default -> {
        if (object.kind().equals("ConfigMap") || TRAFFIC_GROUPS.contains(object.group())) {
          at(Kind.CONFIGURATION, lastWritten(object), object.reference());
        }
      }
    }
  }

  /**
   * When the object was last written, its status apart: the latest of {@code
   * metadata.managedFields[].time} (Kubernetes API, ManagedFieldsEntry), which {@code kubectl get
   * -o yaml} shows only with {@code --show-managed-fields}; else when it was created.
   */
  private static Node lastWritten(KubernetesObject object) {
    return object.metadata().get("managedFields").items().stream()
        .filter(entry -> entry.get("subresource").textOrEmpty().isEmpty())
        .map(entry -> entry.get("time"))
        .filter(time -> KubernetesObject.instant(time).isPresent())
        .max(Comparator.comparing(time -> KubernetesObject.instant(time).orElseThrow()))
        .orElse(object.metadata().get("creationTimestamp"));
  }

  private void endedContainers(KubernetesObject pod) {
    for (Node container : pod.status().get("containerStatuses").items()) {
      for (String state : List.of("lastState", "state")) {
        at(Kind.PODS, container.at(state, "terminated", "finishedAt"), pod.reference());
      }
    }
  }

  private void at(Kind kind, Node time, String subject) {
    KubernetesObject.instant(time)
        .ifPresent(instant -> add(Change.at(kind, instant, subject, time.evidence())));
  }

  private void event(KubernetesEvent event) {
    Optional<Kind> kind =
        switch (event.reason()) {
          case "ScalingReplicaSet", "SuccessfulRescale" -> Optional.of(Kind.SCALE);
          case "Killing", "OOMKilling", "Evicted", "Preempted", "NodeNotReady" ->
              Optional.of(Kind.PODS);
          default -> Optional.empty();
        };
    boolean dated = event.time() != null || event.age() != null;
    if (kind.isPresent() && dated) {
      String subject = event.objectKind() + "/" + event.objectName();
      add(new Change(kind.get(), event.time(), event.age(), subject, event.evidence()));
    }
  }

  /** The autoscaler's line for each new scale (knative serving, kpa/scaler.go). */
  private void log(LogRecord record) {
    if (record.component() == Component.AUTOSCALER
        && record.time() != null
        && record.message().contains("Scaling from ")) {
      String revision = record.fields().getOrDefault("knative.dev/key", record.source());
      add(Change.at(Kind.SCALE, record.time(), revision, record.evidence()));
    }
  }

  private void trail(Node event) {
    Node name = event.get("eventName");
    Optional<Instant> time = KubernetesObject.instant(event.get("eventTime"));
    boolean reads = READING.stream().anyMatch(name.textOrEmpty()::startsWith);
    if (time.isPresent() && !reads) {
      Kind kind = name.textOrEmpty().contains("Targets") ? Kind.TARGETS : Kind.CONFIGURATION;
      String subject = event.at("requestParameters", "groupId").textOrEmpty();
      add(Change.at(kind, time.get(), subject, name.evidence()));
    }
  }

  /** Each change of CloudWatch's counts of healthy and unhealthy targets. */
  private void targetHealth(MetricSeries series) {
    boolean counts =
        series.name().contains("HealthyHostCount")
            || series.labels().values().stream().anyMatch(one -> one.contains("HealthyHostCount"));
    if (!counts) {
      return;
    }
    for (int i = 1; i < series.points().size(); i++) {
      MetricSeries.Point before = series.points().get(i - 1);
      MetricSeries.Point now = series.points().get(i);
      if (now.time() != null && Double.compare(before.value(), now.value()) != 0) {
        String step = series.name() + " " + number(before.value()) + " → " + number(now.value());
        found.add(
            Change.at(
                Kind.TARGETS,
                now.time(),
                "",
                new dev.whichhop.model.evidence.Evidence(series.place(), step)));
      }
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}

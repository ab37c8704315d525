package dev.whichhop.diagnosis.route;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.diagnosis.view.ScaleSettings;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The arithmetic of Knative's capacity with the numbers of the evidence: slots and queue of the
 * pods, the pods that the autoscaler wants, when the activator leaves the path, and how many
 * activators there are (knative facts 2.1, 2.6, 2.9, 3.1).
 */
final class Capacity {
  /** {@code container-concurrency-target-default}: knative facts 4. */
  private static final double DEFAULT_TARGET = 100;

  /** Since v1.4; 200 before. */
  private static final double DEFAULT_BURST = 211;

  private static final double DEFAULT_ACTIVATOR_CAPACITY = 100;

  /** Requests that may wait in a pod for each one that may run: queue-proxy's breaker. */
  private static final int QUEUE_FACTOR = 10;

  private final CaseFile file;
  private final Revision revision;
  private final Collection<List<Observation>> byTarget;
  private final List<Evidence> evidence = new ArrayList<>();

  private Capacity(CaseFile file, Revision revision, Collection<List<Observation>> byTarget) {
    this.file = file;
    this.revision = revision;
    this.byTarget = byTarget;
  }

  /** The steps at activator and queue-proxy, one for each failing revision. */
  static List<Step> at(Hop hop, CaseFile file) {
    if (hop != Hop.ACTIVATOR && hop != Hop.QUEUE_PROXY) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    List<Revision> failing = Revisions.failing(file);
    Collection<List<Observation>> byTarget =
        failing.isEmpty() ? List.of() : Revisions.byTarget(file.bundle().observations());
    for (Revision revision : failing) {
      Capacity capacity = new Capacity(file, revision, byTarget);
      steps.add(hop == Hop.ACTIVATOR ? capacity.path() : capacity.slots());
    }
    return steps;
  }

  /** Is the activator out of the way, so that pods are called directly? */
  private Step path() {
    long ready = ready();
    double limit = revision.concurrency().number().orElse(0);
    double total = total(limit);
    double burst = setting("target-burst-capacity", "target-burst-capacity", DEFAULT_BURST);
    double capacity = setting("", "activator-capacity", DEFAULT_ACTIVATOR_CAPACITY);
    double most = mostAtOnce();
    if (ready < 0) {
      return step(Hop.ACTIVATOR, "bypassed", Reply.UNSEEN, Phrase.of("walk.scale-unknown"));
    }
    long activators =
        burst == 0
            ? 2
            : Math.max(2, (long) Math.ceil((ready * total + Math.max(burst, 0)) / capacity));
    double excess = burst < 0 ? -1 : burst == 0 ? 0 : Math.floor(ready * total - burst - most);
    boolean serves = ready > 0 && excess >= 0;
    return step(
        Hop.ACTIVATOR,
        "bypassed",
        serves ? Reply.YES : Reply.NO,
        Phrase.of(
            burst < 0 ? "walk.burst-always" : burst == 0 ? "walk.burst-zero" : "walk.burst",
            "revision",
            revision.name(),
            "pods",
            ready,
            "total",
            number(total),
            "burst",
            number(burst),
            "most",
            number(most),
            "excess",
            number(excess),
            "activators",
            activators));
  }

  /** Is there a slot in the pods for each request? */
  private Step slots() {
    long ready = ready();
    double limit = revision.concurrency().number().orElse(-1);
    double most = mostAtOnce();
    if (limit < 0 || ready < 0) {
      return step(Hop.QUEUE_PROXY, "slots", Reply.UNSEEN, Phrase.of("walk.scale-unknown"));
    }
    double total = total(limit);
    double target = Math.max(0.01, total * utilisation() / 100);
    long wanted = (long) Math.ceil(most / target);
    Phrase numbers =
        Phrase.of(
            limit == 0 ? "walk.no-limit" : "walk.slots-count",
            "revision",
            revision.name(),
            "pods",
            ready,
            "limit",
            number(limit),
            "slots",
            number(limit * ready),
            "queue",
            number(limit * ready * QUEUE_FACTOR),
            "most",
            number(most),
            "target",
            number(target),
            "total",
            number(total),
            "percent",
            number(utilisation()),
            "wanted",
            wanted,
            "bound",
            bound());
    boolean room = limit == 0 || most <= limit * ready;
    return step(Hop.QUEUE_PROXY, "slots", room ? Reply.YES : Reply.NO, numbers);
  }

  private Step step(Hop hop, String ask, Reply reply, Phrase because) {
    return Step.of(hop, ask, reply, because, evidence.stream().limit(4).toList());
  }

  /** {@code target}, bounded by containerConcurrency; facts 2.1. */
  private double total(double limit) {
    OptionalDouble target = annotation("target");
    if (target.isPresent()) {
      return limit > 0 ? Math.min(target.getAsDouble(), limit) : target.getAsDouble();
    }
    return limit > 0 ? limit : setting("", "container-concurrency-target-default", DEFAULT_TARGET);
  }

  private double utilisation() {
    ScaleSettings.utilisationSetting(file.bundle(), revision).ifPresent(this::used);
    return ScaleSettings.utilisation(file.bundle(), revision);
  }

  private String bound() {
    OptionalDouble most = annotation("max-scale");
    if (most.isEmpty()) {
      most = annotation("maxScale");
    }
    return most.isPresent() && most.getAsDouble() > 0 ? number(most.getAsDouble()) : "-";
  }

  /** Annotation of the revision, else the cluster's value, else the default. */
  private double setting(String annotation, String key, double byDefault) {
    OptionalDouble own = annotation.isEmpty() ? OptionalDouble.empty() : annotation(annotation);
    if (own.isPresent()) {
      return own.getAsDouble();
    }
    Optional<Node> ofCluster = ScaleSettings.ofCluster(file.bundle(), key);
    ofCluster.ifPresent(this::used);
    return ofCluster.map(one -> one.number().orElse(byDefault)).orElse(byDefault);
  }

  private OptionalDouble annotation(String name) {
    Optional<Node> found = ScaleSettings.annotation(file.bundle(), revision, name);
    found.ifPresent(this::used);
    return found.map(Node::number).orElse(OptionalDouble.empty());
  }

  private void used(Node setting) {
    if (!evidence.contains(setting.evidence())) {
      evidence.add(setting.evidence());
    }
  }

  /** Ready pods, else the scale that the autoscaler sees; -1 where nothing tells. */
  private long ready() {
    Bundle bundle = file.bundle();
    List<Pod> pods = Revisions.pods(bundle, revision.namespace(), revision.name());
    if (!pods.isEmpty()) {
      pods.stream().limit(1).map(Pod::evidence).forEach(evidence::add);
      return pods.stream().filter(Pod::ready).count();
    }
    for (KubernetesObject scaler : bundle.objects("PodAutoscaler")) {
      Node scale = scaler.status().get("actualScale");
      if (scaler.name().equals(revision.name()) && scale.whole().isPresent()) {
        evidence.add(scale.evidence());
        return scale.whole().getAsLong();
      }
    }
    return -1;
  }

  /** The most requests for the revision that one kind of vantage saw under way at once. */
  private double mostAtOnce() {
    Map<String, TreeMap<Instant, Integer>> changes = new TreeMap<>();
    for (Observation one : Revisions.requests(revision, byTarget)) {
      if (one.time().isPresent() && one.duration().isPresent()) {
        TreeMap<Instant, Integer> at =
            changes.computeIfAbsent(one.vantage().side().name(), _ -> new TreeMap<>());
        at.merge(one.time().get(), 1, Integer::sum);
        at.merge(one.end().orElseThrow().plusNanos(1), -1, Integer::sum);
      }
    }
    int most = 0;
    for (TreeMap<Instant, Integer> at : changes.values()) {
      int underWay = 0;
      for (int change : at.values()) {
        underWay += change;
        most = Math.max(most, underWay);
      }
    }
    return most;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(java.util.Locale.ROOT, "%.2f", value);
  }
}

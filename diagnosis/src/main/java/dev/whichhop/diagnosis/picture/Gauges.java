package dev.whichhop.diagnosis.picture;

import dev.whichhop.diagnosis.survey.Surveys;
import dev.whichhop.diagnosis.view.QueueDepths;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.survey.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an operator keeps an eye on, as it stands at the end of the evidence. What the evidence does
 * not show is not in the lists; it is never shown as nought.
 */
public record Gauges(List<Ejection> ejections, List<Scale> revisions, List<Targets> targets) {
  public static final Gauges NONE = new Gauges(List.of(), List.of(), List.of());

  /**
   * Hosts that a proxy has taken out of its load balancing.
   *
   * @param cluster as {@code host:port}
   * @param proxy pod of the proxy; empty where the evidence does not say
   * @param share taken out and all, as {@code 1/3}
   */
  public record Ejection(String cluster, String proxy, String share) {}

  /**
   * A Knative revision.
   *
   * @param wanted pods that the autoscaler wants; -1 before its first decision
   * @param actual pods that it has; -1 where its status does not say
   * @param queued requests in its pods, running ones too where the metric counts them; empty where
   *     no metric tells
   */
  public record Scale(String revision, long wanted, long actual, OptionalDouble queued) {}

  /** Targets of one target group. */
  public record Targets(String group, long healthy, long all) {}

  public static Gauges of(Bundle bundle) {
    return new Gauges(ejections(bundle), revisions(bundle), targets(bundle));
  }

  private static List<Ejection> ejections(Bundle bundle) {
    List<Ejection> found = new ArrayList<>();
    Surveys.of(bundle)
        .subjects()
        .forEach(subject ->
            subject.rows().stream()
                .filter(row -> row.setting().equals("ejected"))
                .forEach(row ->
                    found.add(new Ejection(subject.name(), subject.proxy(), text(row.proxy())))));
    return List.copyOf(found);
  }

  private static String text(Value value) {
    return value instanceof Value.Shown shown ? shown.text() : "";
  }

  private static List<Scale> revisions(Bundle bundle) {
    Map<String, Double> queued = new TreeMap<>();
    for (QueueDepths depth : QueueDepths.of(bundle)) {
      queued.merge(depth.revision(), depth.series().last(), Double::sum);
    }
    List<Scale> found = new ArrayList<>();
    for (KubernetesObject scaler : bundle.objects("PodAutoscaler")) {
      Double waiting = queued.get(scaler.name());
      found.add(
          new Scale(
              scaler.namespace() + "/" + scaler.name(),
              scaler.status().get("desiredScale").whole().orElse(-1),
              scaler.status().get("actualScale").whole().orElse(-1),
              waiting == null ? OptionalDouble.empty() : OptionalDouble.of(waiting)));
    }
    return List.copyOf(found);
  }

  private static List<Targets> targets(Bundle bundle) {
    return Target.of(bundle).stream()
        .collect(Collectors.groupingBy(Target::group, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(one ->
            new Targets(
                one.getKey(),
                one.getValue().stream().filter(Target::healthy).count(),
                one.getValue().size()))
        .toList();
  }
}

package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.diagnosis.view.Zones;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The load balancer has an address in a zone in which no target is healthy, while there are healthy
 * ones in another: by the targets and their zones, or by {@code HealthyHostCount} of each zone.
 */
final class ZoneWithoutHealthyTarget implements Check {

  @Override
  public String id() {
    return "zone-without-healthy-target";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.AWS,
        EvidenceKind.METRICS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.PODS,
        EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Node> enabled = Zones.enabled(file.bundle());
    List<Target> targets = Target.of(file.bundle());
    Zones zones = Zones.of(file.bundle());
    Set<String> healthy = new TreeSet<>();
    boolean placed = !targets.isEmpty();
    for (Target target : targets) {
      String zone = zones.of(target);
      placed &= !zone.isEmpty();
      if (target.healthy() && !zone.isEmpty()) {
        healthy.add(zone);
      }
    }
    List<MetricSeries> counts = counts(file, enabled);
    for (MetricSeries count : counts) {
      String zone = zone(count, enabled);
      boolean othersServe =
          counts.stream().anyMatch(one -> !zone(one, enabled).equals(zone) && one.max() > 0);
      if (othersServe && count.points().stream().anyMatch(one -> one.value() == 0)) {
        return found(zone, count.evidence(), counts.size() - 1);
      }
    }
    if (placed && !healthy.isEmpty()) {
      for (Node zone : enabled) {
        if (!healthy.contains(zone.textOrEmpty())) {
          return found(zone.textOrEmpty(), zone.evidence(), healthy.size());
        }
      }
    }
    if (enabled.isEmpty()) {
      return Answer.blind("load-balancers");
    }
    boolean looked = placed && !healthy.isEmpty() || counts.size() >= enabled.size();
    return looked ? Answer.absent("targets", "every zone") : Answer.blind("target-zones");
  }

  private static Answer found(String zone, Evidence evidence, int others) {
    return Answer.found(zone, List.of(evidence), "others", others);
  }

  /** {@code HealthyHostCount} of single zones; the dimension may stand in a label only. */
  private static List<MetricSeries> counts(CaseFile file, List<Node> enabled) {
    List<MetricSeries> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (MetricSeries one : file.bundle().metrics()) {
      String zone = zone(one, enabled);
      boolean maximum = !one.labels().getOrDefault("stat", "Maximum").equals("Minimum");
      if (one.name().equals("HealthyHostCount") && maximum && !zone.isEmpty() && seen.add(zone)) {
        found.add(one);
      }
    }
    return found;
  }

  private static String zone(MetricSeries series, List<Node> enabled) {
    String told = series.labels().getOrDefault("AvailabilityZone", "");
    if (!told.isEmpty()) {
      return told;
    }
    return enabled.stream()
        .map(Node::textOrEmpty)
        .filter(zone -> series.labels().getOrDefault("label", "").contains(zone))
        .findFirst()
        .orElse("");
  }
}

package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.diagnosis.view.MissingMetrics;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An autoscaler has nothing to decide by, and says so; where requests failed, the autoscaler of a
 * workload that they were for.
 */
final class NoMetricsToScaleOn implements Check {
  @Override
  public String id() {
    return "no-metrics-to-scale-on";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES,
        EvidenceKind.EVENTS,
        EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    Set<String> failing = workloads(file);
    List<MissingMetrics> missing =
        MissingMetrics.of(file.bundle()).stream()
            .filter(one ->
                failing.isEmpty() || failing.stream().anyMatch(each -> isFor(one.subject(), each)))
            .toList();
    if (!missing.isEmpty()) {
      return Answer.found(
          missing.getFirst().subject(),
          missing.stream().limit(3).map(MissingMetrics::evidence).toList(),
          "count",
          missing.size(),
          "reason",
          missing.getFirst().reason());
    }
    return told(file.bundle())
        ? Answer.absent("autoscalers", "every autoscaler")
        : Answer.blind("scale-metrics");
  }

  /** First labels of the hosts that failed, which are names of Services and revisions. */
  private static Set<String> workloads(CaseFile file) {
    Set<String> names = new TreeSet<>();
    for (String host : Hosts.failing(file.faultyRequests())) {
      int dot = host.indexOf('.');
      names.add(dot < 0 ? host : host.substring(0, dot));
    }
    return names;
  }

  /** {@code parcels-00002} is for {@code parcels}, and the other way round. */
  private static boolean isFor(String subject, String workload) {
    String name = subject.substring(subject.lastIndexOf('/') + 1);
    return name.equals(workload)
        || name.startsWith(workload + "-")
        || workload.startsWith(name + "-");
  }

  private static boolean told(Bundle bundle) {
    return !bundle.objects("Metric").isEmpty()
        || !bundle.objects("HorizontalPodAutoscaler").isEmpty()
        || !bundle.tables("hpa").isEmpty()
        || bundle.logs().stream().anyMatch(one -> one.component() == Component.AUTOSCALER);
  }
}

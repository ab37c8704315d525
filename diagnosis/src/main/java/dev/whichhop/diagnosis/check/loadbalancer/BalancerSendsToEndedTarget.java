package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * By the load balancer's own log the failing requests went to targets that answered before and
 * never again, while others went on: the pods had ended, and the balancer had not stopped sending
 * to them.
 */
final class BalancerSendsToEndedTarget implements Check {
  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "balancer-sends-to-ended-target";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS, EvidenceKind.AWS, EvidenceKind.SIGNALS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal removed = file.bundle().signal("target-removed");
    Set<String> present = new HashSet<>();
    Target.of(file.bundle()).stream().filter(Target::healthy).forEach(one -> present.add(one.id()));
    file.bundle().pods().stream().filter(Pod::ready).forEach(one -> present.add(one.ip()));
    Map<String, List<Observation>> byTarget =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() == Side.BALANCER)
            .filter(one -> one.time().isPresent() && !one.upstreamHost().isEmpty())
            .collect(
                Collectors.groupingBy(
                    one -> Addresses.host(one.upstreamHost()), TreeMap::new, Collectors.toList()));
    long failures =
        byTarget.values().stream().flatMap(List::stream).filter(Observation::failed).count();
    if (failures == 0) {
      return Answer.blind("load-balancer-access-log");
    }
    List<Observation> late = new ArrayList<>();
    String subject = "";
    for (Map.Entry<String, List<Observation>> target : byTarget.entrySet()) {
      List<Observation> failed =
          target.getValue().stream().filter(Observation::failed).sorted(BY_TIME).toList();
      boolean named =
          removed.hits().stream().anyMatch(hit -> hit.evidence().text().contains(target.getKey()));
      boolean ended = named || !present.isEmpty() && !present.contains(target.getKey());
      if (!failed.isEmpty() && ended && answeredOnlyBefore(target.getValue(), failed.getFirst())) {
        late.addAll(failed);
        subject = target.getKey();
      }
    }
    if (late.size() < NEARLY_ALL * failures || byTarget.size() < 2) {
      return Answer.absent("the load balancer's log", "the failing targets");
    }
    List<Evidence> evidence = new ArrayList<>();
    late.stream().limit(3).forEach(one -> evidence.add(one.evidence()));
    evidence.addAll(removed.evidence(1));
    return Answer.found(subject, evidence, "count", late.size(), "of", failures);
  }

  private static final Comparator<Observation> BY_TIME =
      Comparator.comparing(one -> one.time().orElseThrow());

  private static boolean answeredOnlyBefore(List<Observation> all, Observation firstFailed) {
    List<Observation> answered = all.stream().filter(Observation::succeeded).toList();
    return !answered.isEmpty()
        && answered.stream().allMatch(one -> BY_TIME.compare(one, firstFailed) <= 0);
  }
}

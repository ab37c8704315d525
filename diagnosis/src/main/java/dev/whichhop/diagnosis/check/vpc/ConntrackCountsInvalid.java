package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/**
 * The node's connection tracking met many packets that it could not place. A few are normal
 * everywhere.
 */
final class ConntrackCountsInvalid implements Check {
  /** Counted over all processors; late FINs and retransmissions alone make some. */
  private static final long MANY = 1_000;

  @Override
  public String id() {
    return "conntrack-counts-invalid";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SETTINGS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal logged = file.bundle().signal("conntrack-invalid");
    List<Setting> counters =
        file.bundle().settings().stream()
            .filter(one -> one.key().equals("conntrack.invalid"))
            .toList();
    long sum = counters.stream().mapToLong(one -> ConntrackTableFull.number(one.value())).sum();
    if (logged.seen()) {
      return Answer.found("the node", logged.evidence(2), "count", logged.count());
    }
    if (counters.isEmpty()) {
      return Answer.blind("conntrack");
    }
    return sum >= MANY
        ? Answer.found("the node", List.of(counters.getFirst().evidence()), "count", sum)
        : Answer.absent(counters.getFirst().evidence().place().file(), "the node");
  }
}

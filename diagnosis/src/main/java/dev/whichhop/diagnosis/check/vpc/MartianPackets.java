package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.Set;

/** The kernel dropped packets because their source did not fit the interface, and said so. */
final class MartianPackets implements Check {

  @Override
  public String id() {
    return "martian-packets-logged";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal martian = file.bundle().signal("martian-source");
    if (martian.seen()) {
      return Answer.found("the node", martian.evidence(3), "count", martian.count());
    }
    return file.bundle().logs().stream().anyMatch(one -> one.component() == Component.KERNEL)
        ? Answer.absent("the kernel's log", "the node")
        : Answer.blind("kernel-log");
  }
}

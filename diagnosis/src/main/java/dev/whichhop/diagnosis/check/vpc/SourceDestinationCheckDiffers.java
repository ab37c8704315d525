package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Ends;
import dev.whichhop.diagnosis.view.NetworkInterface;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Set;

/**
 * The interfaces of the failing pods have the source/destination check on and those of the spared
 * pods have it off. The check alone is no fault: addresses assigned to the interface itself pass
 * it.
 */
final class SourceDestinationCheckDiffers implements Check {

  @Override
  public String id() {
    return "source-destination-check-on-failing-interface";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.AWS,
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    List<NetworkInterface> interfaces = NetworkInterface.of(file.bundle());
    Ends ends = Ends.of(file.bundle());
    List<NetworkInterface> failing = PodInterfaces.of(interfaces, ends.failing(), file.bundle());
    List<NetworkInterface> spared = PodInterfaces.of(interfaces, ends.spared(), file.bundle());
    if (failing.isEmpty() || spared.isEmpty()) {
      return Answer.blind(interfaces.isEmpty() ? "network-interfaces" : "caller-addresses");
    }
    boolean apart =
        failing.stream().allMatch(one -> one.root().get("SourceDestCheck").isTrue())
            && spared.stream()
                .allMatch(one ->
                    one.root().get("SourceDestCheck").textOrEmpty().equalsIgnoreCase("false"));
    NetworkInterface first = failing.getFirst();
    return apart
        ? Answer.found(
            first.id(),
            List.of(
                first.root().get("SourceDestCheck").evidence(),
                spared.getFirst().root().get("SourceDestCheck").evidence()),
            "failing",
            failing.size())
        : Answer.absent(first.root().place().file(), "the interfaces");
  }
}

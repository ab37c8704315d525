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
 * Just the pods whose address is on a secondary network interface of their node fail; those on the
 * primary one are spared.
 */
final class OnlySecondaryInterfaceFails implements Check {

  @Override
  public String id() {
    return "only-secondary-interface-addresses-fail";
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
        failing.stream().allMatch(one -> one.deviceIndex() > 0)
            && spared.stream().allMatch(one -> one.deviceIndex() == 0);
    NetworkInterface first = failing.getFirst();
    return apart
        ? Answer.found(
            first.id(),
            List.of(
                first.root().at("Attachment", "DeviceIndex").evidence(),
                spared.getFirst().root().at("Attachment", "DeviceIndex").evidence()),
            "failing",
            failing.size(),
            "spared",
            spared.size())
        : Answer.absent(first.root().place().file(), "the interfaces");
  }
}

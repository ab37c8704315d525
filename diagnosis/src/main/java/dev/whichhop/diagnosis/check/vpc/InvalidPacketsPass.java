package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What connection tracking finds invalid is passed on untranslated: no rule drops it, as
 * kube-proxy's chain KUBE-FORWARD does in iptables mode (pkg/proxy/iptables/proxier.go), and the
 * kernel is strict about windows ({@code nf_conntrack_tcp_be_liberal}).
 */
final class InvalidPacketsPass implements Check {
  private static final String LIBERAL = "net.netfilter.nf_conntrack_tcp_be_liberal";

  @Override
  public String id() {
    return "invalid-packets-pass";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SETTINGS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Setting> settings = file.bundle().settings();
    Optional<Setting> dropped =
        settings.stream()
            .filter(one -> one.key().equals("iptables"))
            .filter(one -> one.value().contains("INVALID") && one.value().contains("DROP"))
            .findFirst();
    Optional<Setting> liberal =
        settings.stream().filter(one -> one.key().equals(LIBERAL)).findFirst();
    if (dropped.isPresent()) {
      return Answer.absent(dropped.get().evidence().place().file(), "invalid packets");
    }
    if (liberal.isPresent() && liberal.get().value().equals("1")) {
      return Answer.absent(liberal.get().evidence().place().file(), "invalid packets");
    }
    boolean rules = settings.stream().anyMatch(one -> one.key().equals("iptables"));
    return liberal.isPresent() && rules
        ? Answer.found("the node", List.of(liberal.get().evidence()))
        : Answer.blind("invalid-packets");
  }
}

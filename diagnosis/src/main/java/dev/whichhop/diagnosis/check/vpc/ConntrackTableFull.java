package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The node's connection-tracking table is full: the kernel says so, the count is at the limit, or
 * the instance exceeded its allowance (ENA {@code conntrack_allowance_exceeded}).
 */
final class ConntrackTableFull implements Check {
  private static final double NEAR_LIMIT = 0.95;

  @Override
  public String id() {
    return "conntrack-table-is-full";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SETTINGS, EvidenceKind.SIGNALS, EvidenceKind.METRICS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal full = file.bundle().signal("conntrack-table-full");
    List<MetricSeries> exceeded =
        file.bundle().metrics().stream()
            .filter(one -> one.name().contains("conntrack_allowance_exceeded"))
            .toList();
    long most = 0;
    long count = 0;
    List<Evidence> evidence = new ArrayList<>(full.evidence(2));
    List<Evidence> looked = new ArrayList<>();
    for (Setting setting : file.bundle().settings()) {
      if (setting.key().equals("net.netfilter.nf_conntrack_max")) {
        most = number(setting.value());
      } else if (setting.key().equals("net.netfilter.nf_conntrack_count")) {
        count = number(setting.value());
        looked.add(setting.evidence());
      }
      if (most > 0 && count >= NEAR_LIMIT * most && !looked.isEmpty()) {
        evidence.add(looked.getLast());
        count = 0;
      }
    }
    file.bundle().settings().stream()
        .filter(one -> one.key().endsWith("conntrack_allowance_exceeded"))
        .filter(one -> number(one.value()) > 0)
        .forEach(one -> evidence.add(one.evidence()));
    exceeded.stream().filter(one -> one.last() > 0).forEach(one -> evidence.add(one.evidence()));
    if (!evidence.isEmpty()) {
      return Answer.found("the node", evidence.subList(0, Math.min(3, evidence.size())));
    }
    return looked.isEmpty() || most == 0
        ? Answer.blind("conntrack")
        : Answer.absent(looked.getFirst().place().file(), "the node");
  }

  /** A counter; 0 when the text is no number. */
  static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}

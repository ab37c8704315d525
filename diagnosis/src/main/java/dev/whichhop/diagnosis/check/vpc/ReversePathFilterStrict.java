package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The kernel drops packets on an interface that it would not answer through: rp_filter 1. The
 * larger of {@code all} and the interface's own value counts (Linux, networking/ip-sysctl).
 */
final class ReversePathFilterStrict implements Check {
  private static final String START = "net.ipv4.conf.";
  private static final String END = ".rp_filter";

  @Override
  public String id() {
    return "reverse-path-filter-strict";
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
    int all = 0;
    List<Setting> values = new ArrayList<>();
    for (Setting setting : file.bundle().settings()) {
      if (setting.key().startsWith(START) && setting.key().endsWith(END)) {
        values.add(setting);
        all = setting.key().equals(START + "all" + END) ? Math.max(all, value(setting)) : all;
      }
    }
    if (values.isEmpty()) {
      return Answer.blind("node-network");
    }
    for (Setting setting : values) {
      String name = setting.key().substring(START.length(), setting.key().length() - END.length());
      boolean real = name.startsWith("eth") || name.startsWith("en");
      if (real && Math.max(all, value(setting)) == 1) {
        return Answer.found(name, List.of(setting.evidence()));
      }
    }
    return Answer.absent(values.getFirst().evidence().place().file(), "the interfaces");
  }

  private static int value(Setting setting) {
    return setting.value().equals("1") ? 1 : setting.value().equals("2") ? 2 : 0;
  }
}

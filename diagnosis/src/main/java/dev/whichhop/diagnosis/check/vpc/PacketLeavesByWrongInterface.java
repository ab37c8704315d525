package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A traced packet of a pod left by one interface while the rule for that pod's address leads to a
 * routing table of another: a mark (the VPC CNI's 0x80 for connections over the primary interface)
 * sent it the other way.
 */
final class PacketLeavesByWrongInterface implements Check {
  private static final Pattern FORWARDED =
      Pattern.compile("oif \"([^\"]{1,32})\".{0,200}? ip saddr ([0-9a-fA-F.:]{2,45}) ");
  private static final Pattern FROM =
      Pattern.compile("from ([0-9a-fA-F.:]{2,45}) lookup ([A-Za-z0-9_-]{1,32})");
  private static final Pattern DEFAULT =
      Pattern.compile("^default via .{1,80}? dev ([^ ]{1,32}).{0,80}? table ([A-Za-z0-9_-]{1,32})");

  @Override
  public String id() {
    return "packet-leaves-by-wrong-interface";
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
    Map<String, Setting> rules = new HashMap<>();
    Map<String, String> tables = new HashMap<>();
    Map<String, String> ways = new HashMap<>();
    List<Setting> traces = new ArrayList<>();
    for (Setting setting : file.bundle().settings()) {
      if (setting.key().equals("nft-trace")) {
        traces.add(setting);
      }
      Matcher from = FROM.matcher(setting.key().equals("ip-rule") ? setting.value() : "");
      if (from.find()) {
        rules.put(from.group(1), setting);
        tables.put(from.group(1), from.group(2));
      }
      Matcher route = DEFAULT.matcher(setting.key().equals("ip-route") ? setting.value() : "");
      if (route.find()) {
        ways.put(route.group(2), route.group(1));
      }
    }
    if (traces.isEmpty()) {
      return Answer.blind("packet-trace");
    }
    for (Setting trace : traces) {
      Matcher forwarded = FORWARDED.matcher(trace.value());
      if (!forwarded.find()) {
        continue;
      }
      String address = forwarded.group(2);
      Setting rule = rules.get(address);
      String way = ways.getOrDefault(tables.getOrDefault(address, ""), "");
      if (rule != null && !way.isEmpty() && !way.equals(forwarded.group(1))) {
        return Answer.found(
            address, List.of(trace.evidence(), rule.evidence()), "interface", forwarded.group(1));
      }
    }
    return Answer.absent(traces.getFirst().evidence().place().file(), "the traced packets");
  }
}

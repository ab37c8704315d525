package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Setting;
import java.io.IOException;
import java.util.List;

/**
 * Pages of a node's kernel and network tools, one or several after the other, each line a setting:
 * sysctl, {@code /proc/sys}, conntrack, ip, iptables, nft, ss, nstat.
 *
 * <p>The keys are told at {@link SystemLine}. A file may hold {@value #LINES_KEPT} of them (a dump
 * of the connection table is long); further lines are reported.
 */
public final class SystemPageReader implements Reader {
  private static final int LINES_KEPT = 20_000;

  @Override
  public String format() {
    return "system-page";
  }

  @Override
  public int recognises(TextFile file) {
    SystemLine lines = new SystemLine(file.command());
    int all = 0;
    int known = 0;
    for (String line : file.head()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      all++;
      known += lines.settings(line).isEmpty() ? 0 : 1;
    }
    return known > 0 && known * 2 >= all ? 70 + 20 * known / all : 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    SystemLine lines = new SystemLine(file.command());
    Counter counter = new Counter();
    file.forEachLine((line, number) -> {
      if (line.isBlank() || line.startsWith("#")) {
        return;
      }
      List<SystemLine.KeyValue> settings = lines.settings(line);
      if (counter.kept >= LINES_KEPT && !settings.isEmpty()) {
        problems.report(
            file.at(number), "more than " + LINES_KEPT + " lines; this one is left out");
        return;
      }
      counter.kept++;
      Evidence evidence = new Evidence(file.at(number), line.strip());
      settings.forEach(pair -> into.add(new Setting(pair.key(), pair.value(), evidence)));
    });
  }

  private static final class Counter {
    private int kept;
  }
}

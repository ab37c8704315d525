package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An application's calls are refused in the first seconds of its log and at no time later: the
 * sidecar that they are redirected to was not up yet.
 */
final class RefusedRightAfterStart implements Check {
  /** A sidecar is ready within seconds; kubelet's first readiness probe of it comes after 1 s. */
  private static final Duration FIRST = Duration.ofSeconds(30);

  private static final List<String> STARTS =
      List.of(
          "starting",
          "started",
          "startup",
          "initializing",
          "booting",
          "config loaded",
          "loaded config",
          "listening");

  @Override
  public String id() {
    return "refused-right-after-start";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    Map<String, Instant> starts = new HashMap<>();
    List<LogRecord> early = new ArrayList<>();
    boolean late = false;
    for (LogRecord record : file.bundle().logs()) {
      if (record.component() != Component.APPLICATION || record.time() == null) {
        continue;
      }
      Instant start = starts.get(record.place().file());
      if (start == null) {
        if (starts(record)) {
          starts.put(record.place().file(), record.time());
        }
        continue;
      }
      if (refused(record)) {
        boolean first = Duration.between(start, record.time()).compareTo(FIRST) <= 0;
        late |= !first;
        if (first) {
          early.add(record);
        }
      }
    }
    if (starts.isEmpty()) {
      return Answer.blind("app-log");
    }
    return early.isEmpty() || late
        ? Answer.absent(starts.keySet().iterator().next(), "the application's start")
        : Answer.found(
            early.getFirst().source(),
            early.stream().limit(3).map(LogRecord::evidence).toList(),
            "count",
            early.size());
  }

  private static boolean starts(LogRecord record) {
    String text = record.message().toLowerCase(Locale.ROOT);
    return STARTS.stream().anyMatch(text::contains);
  }

  private static boolean refused(LogRecord record) {
    return record.raw().contains("onnection refused") || record.raw().contains("ECONNREFUSED");
  }
}

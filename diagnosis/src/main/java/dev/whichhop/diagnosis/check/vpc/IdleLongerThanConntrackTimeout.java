package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.IdleGaps;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Requests fail after more silence than the node's connection tracking keeps a connection, and
 * never after less.
 */
final class IdleLongerThanConntrackTimeout implements Check {
  private static final List<String> TIMEOUTS =
      List.of(
          "net.netfilter.nf_conntrack_tcp_timeout_established",
          "net.netfilter.nf_conntrack_tcp_timeout_close_wait");

  @Override
  public String id() {
    return "fails-only-past-conntrack-timeout";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SETTINGS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<IdleGaps.Gap> gaps = IdleGaps.ofCallers(file.bundle());
    List<Setting> timeouts =
        file.bundle().settings().stream().filter(one -> TIMEOUTS.contains(one.key())).toList();
    if (timeouts.isEmpty()) {
      return Answer.blind("conntrack-timeouts");
    }
    if (gaps.stream().noneMatch(IdleGaps::lost)) {
      return Answer.blind("client-log");
    }
    for (Setting setting : timeouts) {
      Duration timeout = Duration.ofSeconds(ConntrackTableFull.number(setting.value()));
      List<IdleGaps.Gap> past = past(timeout, gaps);
      if (!past.isEmpty()) {
        return Answer.found(
            past.getFirst().request().vantage().instance(),
            List.of(past.getFirst().request().evidence(), setting.evidence()),
            "count",
            past.size(),
            "timeout",
            timeout.toSeconds());
      }
    }
    return Answer.absent(timeouts.getFirst().evidence().place().file(), "the callers' pauses");
  }

  private static List<IdleGaps.Gap> past(Duration timeout, List<IdleGaps.Gap> gaps) {
    List<IdleGaps.Gap> apart = IdleGaps.toldApartBy(timeout, gaps);
    return apart.isEmpty() ? IdleGaps.onlyPast(timeout, gaps) : apart;
  }
}

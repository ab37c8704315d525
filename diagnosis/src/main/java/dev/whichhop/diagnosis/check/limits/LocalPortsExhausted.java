package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A proxy had no local port left for a new connection to a server (EADDRNOTAVAIL, errno 99 of
 * Linux; Envoy source/common/network/connection_impl.cc, "immediate connect error"; {@code
 * bind_errors}), or nearly all ports of the range wait in TIME_WAIT.
 */
final class LocalPortsExhausted implements Check {
  /** Linux' default net.ipv4.ip_local_port_range, 32768 to 60999 (Documentation/networking). */
  private static final long DEFAULT_PORTS = 28_232;

  private static final double NEARLY_ALL = 0.9;

  /** Also with the blanks that Envoy's access log makes underscores. */
  private static final List<String> LITERALS =
      List.of(
          "annot assign requested address",
          "annot_assign_requested_address",
          "immediate connect error: 99",
          "immediate_connect_error:_99");

  @Override
  public String id() {
    return "local-ports-exhausted";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.SIGNALS,
        EvidenceKind.METRICS,
        EvidenceKind.SETTINGS);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean logged = !file.bundle().observations().isEmpty();
    List<Observation> said = file.failures().stream().filter(LocalPortsExhausted::says).toList();
    if (!said.isEmpty()) {
      return Answer.found(
          said.getFirst().upstreamHost(),
          said.stream().limit(3).map(Observation::evidence).toList(),
          "count",
          said.size());
    }
    Signal signal = file.bundle().signal("no-local-port");
    if (signal.seen()) {
      return Answer.found("", signal.evidence(3), "count", signal.count());
    }
    for (MetricSeries series : file.bundle().metrics()) {
      if (series.name().endsWith("bind_errors") && series.max() > 0) {
        return Answer.found(
            series.labels().getOrDefault("cluster_name", ""),
            List.of(series.evidence()),
            "count",
            String.format(Locale.ROOT, "%.0f", series.max()));
      }
    }
    long ports = DEFAULT_PORTS;
    for (Setting setting : file.bundle().settings()) {
      if (setting.key().equals("net.ipv4.ip_local_port_range")) {
        ports = range(setting.value());
      }
    }
    boolean counted = false;
    for (Setting setting : file.bundle().settings()) {
      OptionalLong waiting = timeWait(setting);
      counted |= waiting.isPresent();
      if (waiting.orElse(0) >= NEARLY_ALL * ports) {
        return Answer.found("", List.of(setting.evidence()), "count", waiting.getAsLong());
      }
    }
    return logged || counted
        ? Answer.absent("access logs and sockets", "the proxies")
        : Answer.blind("sockets");
  }

  private static boolean says(Observation one) {
    return LITERALS.stream()
        .anyMatch(literal ->
            one.details().contains(literal)
                || one.transportFailure().contains(literal)
                || one.body().contains(literal));
  }

  private static long range(String value) {
    String[] words = value.trim().split("\\s+", -1);
    try {
      return words.length == 2
          ? Long.parseLong(words[1]) - Long.parseLong(words[0]) + 1
          : DEFAULT_PORTS;
    } catch (NumberFormatException noRange) {
      return DEFAULT_PORTS;
    }
  }

  /** {@code 27950 (estab 120, closed 27811, orphaned 0, timewait 27810)} of {@code ss -s}. */
  private static OptionalLong timeWait(Setting setting) {
    int at = setting.value().indexOf("timewait ");
    if (!setting.key().equals("ss.TCP") || at < 0) {
      return OptionalLong.empty();
    }
    String digits = setting.value().substring(at + 9).replaceAll("[^0-9].*", "");
    return digits.isEmpty() || digits.length() > 9
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(digits));
  }
}

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * In one pod the application's connections are refused before the agent calls its Envoy ready, and
 * none afterwards.
 *
 * <p>Literal: istio pilot/cmd/pilot-agent/status/server.go logs {@code Envoy proxy is ready} when
 * the readiness probe first succeeds. Until then nobody listens on 15001, where iptables sends all
 * that leaves the pod.
 */
final class RefusedBeforeProxyReady implements Check {
  private static final String READY = "Envoy proxy is ready";

  /**
   * An older proxy's log before that tells nothing about this start; 600 s is the startup probe.
   */
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  @Override
  public String id() {
    return "refused-before-proxy-ready";
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
    Map<String, LogRecord> ready = new LinkedHashMap<>();
    Map<String, List<LogRecord>> refused = new LinkedHashMap<>();
    for (LogRecord line : file.bundle().logs()) {
      if (line.time() == null) {
        continue;
      }
      // The agent serves xDS to its own Envoy and then logs under istiod's scope "ads".
      if (line.component() != Component.APPLICATION && line.message().contains(READY)) {
        ready.putIfAbsent(line.source(), line);
      } else if (line.component() == Component.APPLICATION && refused(line)) {
        refused.computeIfAbsent(line.source(), _ -> new ArrayList<>()).add(line);
      }
    }
    for (Map.Entry<String, LogRecord> proxy : ready.entrySet()) {
      List<LogRecord> lines = refused.getOrDefault(proxy.getKey(), List.of());
      if (!lines.isEmpty() && lines.stream().allMatch(one -> before(one, proxy.getValue()))) {
        return Answer.found(
            proxy.getKey(),
            List.of(lines.getLast().evidence(), proxy.getValue().evidence()),
            "count",
            lines.size());
      }
    }
    return ready.isEmpty()
        ? Answer.blind("sidecar-agent-log")
        : Answer.absent("the agent's log", ready.keySet().iterator().next());
  }

  private static boolean before(LogRecord line, LogRecord proxy) {
    Instant refused = line.time();
    Instant ready = proxy.time();
    return refused != null
        && ready != null
        && refused.isBefore(ready)
        && Duration.between(refused, ready).compareTo(LONGEST_START) < 0;
  }

  private static boolean refused(LogRecord line) {
    String folded = line.raw().toLowerCase(Locale.ROOT);
    return folded.contains("connection refused") || folded.contains("econnrefused");
  }
}

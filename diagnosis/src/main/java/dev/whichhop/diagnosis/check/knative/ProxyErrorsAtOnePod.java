package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The activator's errors while it passed requests on are nearly all about one and the same pod.
 *
 * <p>Literal: knative.dev/pkg/network/error_handler.go; the peer is the last address of Go's error
 * text, "read tcp 10.0.1.2:4321->10.0.3.4:8012: …", "dial tcp 10.0.3.4:8012: …".
 */
final class ProxyErrorsAtOnePod implements Check {
  private static final double NEARLY_ALL = 0.8;
  private static final int FEW = 5;

  @Override
  public String id() {
    return "activator-errors-at-one-pod";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<LogRecord> lines = KnativeLogs.of(file.bundle(), Component.ACTIVATOR);
    if (lines.isEmpty()) {
      return Answer.blind("activator-log");
    }
    Map<String, List<LogRecord>> byPeer = new LinkedHashMap<>();
    int errors = 0;
    for (LogRecord line : lines) {
      if (line.message().contains("error reverse proxying request")) {
        String peer = peer(KnativeLogs.error(line));
        // "EOF" and "context canceled" name no peer, so they say nothing about where.
        if (!peer.isEmpty()) {
          errors++;
          byPeer.computeIfAbsent(peer, _ -> new ArrayList<>()).add(line);
        }
      }
    }
    for (Map.Entry<String, List<LogRecord>> entry : byPeer.entrySet()) {
      int count = entry.getValue().size();
      if (count >= FEW && count >= NEARLY_ALL * errors) {
        return Answer.found(
            entry.getKey(), KnativeLogs.evidence(entry.getValue()), "count", count, "of", errors);
      }
    }
    return Answer.absent("activator log", "one pod");
  }

  private static String peer(String error) {
    for (String start : List.of("->", "dial tcp ")) {
      int at = error.indexOf(start);
      if (at >= 0) {
        String rest = error.substring(at + start.length());
        int end = rest.indexOf(": ");
        return Addresses.host(end < 0 ? rest : rest.substring(0, end));
      }
    }
    return "";
  }
}

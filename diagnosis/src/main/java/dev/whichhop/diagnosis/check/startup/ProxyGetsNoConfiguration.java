package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A proxy's agent reports again and again that Envoy is not ready because istiod sent nothing, and
 * never that it became ready (istio pilot/cmd/pilot-agent/status/ready/probe.go; the text is
 * another when configuration came and was rejected). What the agent says of its connection to
 * istiod meanwhile is the reason.
 */
final class ProxyGetsNoConfiguration implements Check {
  /** A proxy with an istiod has its configuration within seconds. */
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String WAITING =
      "Envoy proxy is NOT ready: config not received from XDS server";
  private static final String READY = "Envoy proxy is ready";

  /** Go's words (net, x509, grpc) where the agent dials istiod's port 15012 or its name. */
  private static final List<String> REASONS =
      List.of(
          "no such host",
          "i/o timeout",
          "connection refused",
          "deadline exceeded",
          "x509:",
          "Unauthenticated",
          "PermissionDenied");

  private static final class Wait {
    private int count;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private @Nullable Evidence evidence;
    private @Nullable Evidence reason;
  }

  @Override
  public String id() {
    return "proxy-gets-no-configuration";
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
    Map<String, Wait> waits = new HashMap<>();
    String agentLog = "";
    for (LogRecord record : file.bundle().logs()) {
      String log = record.place().file();
      if (record.message().contains(WAITING)) {
        agentLog = log;
        waiting(waits.computeIfAbsent(log, _ -> new Wait()), record);
      } else if (record.message().contains(READY)) {
        agentLog = log;
        waits.remove(log);
      } else if (dialsIstiod(record)) {
        waits.computeIfAbsent(log, _ -> new Wait()).reason = record.evidence();
      }
    }
    for (LogRecord record : file.bundle().logs()) {
      Wait wait = waits.get(record.place().file());
      if (wait != null && wait.evidence != null && lasted(wait).compareTo(LONG) >= 0) {
        List<Evidence> evidence = new ArrayList<>(List.of(wait.evidence));
        if (wait.reason != null) {
          evidence.add(wait.reason);
        }
        return Answer.found(
            record.source(), evidence, "count", wait.count, "seconds", lasted(wait).toSeconds());
      }
    }
    return agentLog.isEmpty()
        ? Answer.blind("sidecar-access-log")
        : Answer.absent(agentLog, "the proxies");
  }

  private static void waiting(Wait wait, LogRecord record) {
    wait.count++;
    wait.evidence = wait.evidence == null ? record.evidence() : wait.evidence;
    wait.first = wait.first == null ? record.time() : wait.first;
    wait.last = record.time() == null ? wait.last : record.time();
  }

  private static Duration lasted(Wait wait) {
    return wait.first == null || wait.last == null
        ? Duration.ZERO
        : Duration.between(wait.first, wait.last);
  }

  private static boolean dialsIstiod(LogRecord record) {
    String raw = record.raw();
    return (raw.contains("istiod") || raw.contains(":15012"))
        && REASONS.stream().anyMatch(raw::contains);
  }
}

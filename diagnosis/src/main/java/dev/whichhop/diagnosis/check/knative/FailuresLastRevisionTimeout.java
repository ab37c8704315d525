package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The failing requests all lasted as long as the revision's own timeout, or a whole multiple of it
 * where a proxy retried, and no request of the revision that succeeded lasted longer.
 *
 * <p>{@code timeoutSeconds} (default 300), {@code responseStartTimeoutSeconds}: knative facts,
 * section 3.3. Requests that a caller or Envoy ended are not counted: they have timers of their
 * own.
 */
final class FailuresLastRevisionTimeout implements Check {
  private static final int MOST_TRIES = 4;

  /** {@code revision-timeout-seconds}, knative/serving pkg/apis/config/defaults.go. */
  private static final long DEFAULT_SECONDS = 300;

  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "failures-last-revision-timeout";
  }

  @Override
  public Hop hop() {
    return Hop.QUEUE_PROXY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> failures =
        file.failures().stream()
            .filter(one -> one.clientFailure() == ClientFailure.NONE && one.status() >= 500)
            .filter(one -> !one.hasFlag("UT") && !one.hasFlag("SI") && one.duration().isPresent())
            .toList();
    Map<Long, Node> timers = timers(file);
    if (timers.isEmpty() || failures.isEmpty()) {
      return Answer.blind(timers.isEmpty() ? "knative-objects" : "gateway-access-log");
    }
    for (Map.Entry<Long, Node> timer : timers.entrySet()) {
      for (int tries = 1; tries <= MOST_TRIES; tries++) {
        double expected = timer.getKey() * tries;
        List<Observation> late = failures.stream().filter(one -> lasted(one, expected)).toList();
        if (late.size() >= NEARLY_ALL * failures.size()
            && noneOutlasted(file, late, timer.getKey())) {
          return Answer.found(
              late.getFirst().authority(),
              List.of(timer.getValue().evidence(), late.getFirst().evidence()),
              "count",
              late.size(),
              "timeout",
              timer.getKey(),
              "tries",
              tries);
        }
      }
    }
    return Answer.absent("timeoutSeconds", "the failing requests");
  }

  private static Map<Long, Node> timers(CaseFile file) {
    List<Revision> failing = Revisions.failing(file);
    Map<Long, Node> timers = new LinkedHashMap<>();
    Node firstByte = defaultFirstByte(file);
    for (Revision one : failing.isEmpty() ? Revisions.of(file.bundle()) : failing) {
      for (Node node : List.of(one.timeout(), one.responseStartTimeout())) {
        node.whole().ifPresent(seconds -> timers.putIfAbsent(seconds, node));
      }
      // A longer timeoutSeconds alone leaves the default limit for the first byte (issue 15352).
      long limit = firstByte.whole().orElse(DEFAULT_SECONDS);
      if (one.timeout().whole().orElse(0) > limit && !one.responseStartTimeout().exists()) {
        timers.putIfAbsent(limit, firstByte.exists() ? firstByte : one.timeout());
      }
    }
    timers.remove(0L);
    return timers;
  }

  private static Node defaultFirstByte(CaseFile file) {
    Node found = new Node.Missing(Place.file(""));
    for (KubernetesObject config : file.bundle().objects("ConfigMap")) {
      Node data = config.root().get("data");
      if (config.name().equals("config-defaults")) {
        found = data.any("revision-response-start-timeout-seconds", "revision-timeout-seconds");
      }
    }
    return found;
  }

  private static boolean lasted(Observation one, double seconds) {
    double lasted = one.duration().orElse(Duration.ZERO).toMillis() / 1000.0;
    return lasted >= seconds * 0.995 && lasted <= seconds * 1.02 + 0.5;
  }

  private static boolean noneOutlasted(CaseFile file, List<Observation> late, long seconds) {
    Set<String> hosts = late.stream().map(Observation::authority).collect(Collectors.toSet());
    return file.exchanges().stream()
        .flatMap(one -> one.observations().stream())
        .filter(Observation::succeeded)
        .filter(one -> hosts.contains(one.authority()))
        .noneMatch(one -> one.duration().orElse(Duration.ZERO).toSeconds() > seconds * 1.02 + 0.5);
  }
}

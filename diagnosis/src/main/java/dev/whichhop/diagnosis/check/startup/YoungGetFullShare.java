package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.FreshHosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An instance got about its share of the requests from its first seconds on: the proxy lets it in
 * at once. With a warm-up it begins with a tenth (Istio's minimumPercent).
 */
final class YoungGetFullShare implements Check {
  private static final Duration FIRST = Duration.ofSeconds(20);

  /** Least-request balancing gives a slow instance less, but not a tenth. */
  private static final double SHARE = 0.5;

  private static final int LEAST_REQUESTS = 20;

  @Override
  public String id() {
    return "young-get-full-share";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean looked = false;
    for (FreshHosts.Cluster cluster : FreshHosts.of(file.bundle())) {
      for (String host : cluster.hosts()) {
        Instant since = cluster.joined().getOrDefault(host, Instant.MAX);
        List<Observation> first =
            cluster.requests().stream().filter(one -> inFirst(one, since)).toList();
        Set<String> hosts = new HashSet<>();
        first.forEach(one -> hosts.add(one.upstreamHost()));
        if (first.size() < LEAST_REQUESTS || hosts.size() < 2) {
          continue;
        }
        looked = true;
        List<Observation> own =
            first.stream().filter(one -> one.upstreamHost().equals(host)).toList();
        double share = (double) own.size() * hosts.size() / first.size();
        if (share >= SHARE) {
          return Answer.found(
              host,
              own.stream().limit(2).map(Observation::evidence).toList(),
              "count",
              own.size(),
              "of",
              first.size(),
              "percent",
              String.format(Locale.ROOT, "%.0f", share * 100));
        }
      }
    }
    return looked
        ? Answer.absent("access log", "instances that joined")
        : Answer.blind("gateway-access-log");
  }

  private static boolean inFirst(Observation one, Instant since) {
    Duration after = Duration.between(since, one.time().orElseThrow());
    return !after.isNegative() && after.compareTo(FIRST) < 0;
  }
}

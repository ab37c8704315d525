package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.MeshVersions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Nearly all failures were seen at, or sent to, proxies beyond the supported skew, while proxies of
 * the control plane's release served.
 */
final class FailuresOnlyAtSkewedProxies implements Check {
  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "failures-only-at-skewed-proxies";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.SETTINGS,
        EvidenceKind.TABLES,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    MeshVersions versions = MeshVersions.of(file.bundle());
    Set<String> skewed = new HashSet<>();
    Set<String> current = new HashSet<>();
    for (MeshVersions.Proxy proxy : versions.proxies()) {
      if (!proxy.pod().isEmpty()) {
        (versions.isSkewed(proxy) ? skewed : current).add(proxy.pod());
      }
    }
    List<Observation> failures = file.failures();
    if (!versions.known() || skewed.isEmpty() && current.isEmpty() || failures.isEmpty()) {
      return Answer.blind("versions");
    }
    List<Observation> there = failures.stream().filter(one -> touches(file, one, skewed)).toList();
    long placed =
        failures.stream()
            .filter(one -> touches(file, one, skewed) || touches(file, one, current))
            .count();
    boolean others =
        file.bundle().observations().stream()
            .anyMatch(one ->
                one.succeeded() && touches(file, one, current) && !touches(file, one, skewed));
    if (placed == 0 || !others) {
      return Answer.blind("versions");
    }
    if (there.size() < NEARLY_ALL * placed) {
      return Answer.absent("access logs and versions", "the failures");
    }
    List<Evidence> evidence = new ArrayList<>();
    there.stream().limit(2).forEach(one -> evidence.add(one.evidence()));
    versions.proxies().stream()
        .filter(proxy -> touches(file, there.getFirst(), Set.of(proxy.pod())))
        .limit(1)
        .forEach(proxy -> evidence.add(proxy.evidence()));
    return Answer.found(
        there.getFirst().vantage().instance(), evidence, "count", there.size(), "of", placed);
  }

  private static boolean touches(CaseFile file, Observation seen, Set<String> pods) {
    return pods.contains(seen.vantage().instance())
        || Addresses.pod(file.bundle(), seen.upstreamHost())
            .map(Pod::name)
            .filter(pods::contains)
            .isPresent();
  }
}

package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.diagnosis.view.ProxyEnds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The proxy's container was killed for its memory: its last state says so, or a counter of such
 * kills, or the kernel, or the agent that outlived Envoy (istio pkg/envoy/agent.go).
 */
final class ProxyOutOfMemory implements Check {
  /** cAdvisor, kube-state-metrics, and the kernel's own counters in the container's cgroup. */
  private static final Set<String> COUNTERS =
      Set.of(
          "container_oom_events_total",
          "cgroup.memory.events.oom_kill",
          "cgroup.memory.oom_control.oom_kill");

  private static final String LAST_REASON = "kube_pod_container_status_last_terminated_reason";

  @Override
  public String id() {
    return "proxy-out-of-memory";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.SIGNALS, EvidenceKind.METRICS);
  }

  @Override
  public Answer look(CaseFile file) {
    ProxyEnds states = ProxyEnds.of(file.bundle());
    for (ProxyEnds.End end : states.ends()) {
      if (end.reason().equals("OOMKilled") && !ProxyContainers.isZtunnel(end.pod())) {
        return found(end.pod(), end.evidence());
      }
    }
    boolean looked = states.looked();
    for (MetricSeries series : file.bundle().metrics()) {
      boolean reason =
          series.name().equals(LAST_REASON)
              && series.labels().getOrDefault("reason", "").equals("OOMKilled");
      if (ProxyContainers.isOf(series) && (reason || COUNTERS.contains(series.name()))) {
        looked = true;
        if (series.max() > 0) {
          return found(ProxyContainers.pod(series), List.of(series.evidence()));
        }
      }
    }
    for (String words : List.of("envoy-out-of-memory", "envoy-killed-by-kernel")) {
      Signal signal = file.bundle().signal(words);
      if (signal.seen()) {
        return found("", signal.evidence(3));
      }
    }
    return looked ? Answer.absent("container states", "istio-proxy") : Answer.blind("pod-objects");
  }

  private static Answer found(String pod, List<Evidence> evidence) {
    String subject = pod.isEmpty() ? ProxyContainers.NAME : pod;
    return new Answer.Found(subject, ProxyContainers.hop(pod), Map.of(), evidence);
  }
}

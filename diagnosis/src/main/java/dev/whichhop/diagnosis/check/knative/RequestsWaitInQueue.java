package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * More requests are in a pod than it works on at once: its queue depth exceeds {@code
 * containerConcurrency}. Names by version: knative facts, section 1a, rows 5 and 9.
 */
final class RequestsWaitInQueue implements Check {
  private static final List<String> DEPTH =
      List.of(
          "revision_queue_depth", "queue_depth", "kn_queueproxy_depth", "kn_serving_queue_depth");
  private static final List<String> QUEUED = List.of("kn_revision_request_queued");
  private static final List<String> LABELS =
      List.of("revision_name", "kn_revision_name", "revision", "serving_knative_dev_revision");

  @Override
  public String id() {
    return "requests-wait-in-queue";
  }

  @Override
  public Hop hop() {
    return Hop.QUEUE_PROXY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.METRICS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Map<String, Long> limits = new LinkedHashMap<>();
    for (Revision revision : Revisions.of(file.bundle())) {
      revision.concurrency().whole().ifPresent(limit -> limits.put(revision.name(), limit));
    }
    boolean looked = false;
    for (MetricSeries series : file.bundle().metrics()) {
      String name = series.name().replace('.', '_');
      boolean depth = DEPTH.stream().anyMatch(name::startsWith);
      boolean queued = QUEUED.stream().anyMatch(name::startsWith);
      if (!depth && !queued) {
        continue;
      }
      looked = true;
      long works = depth ? limits.getOrDefault(revision(series), 0L) : 0;
      boolean known = queued || works > 0;
      if (known && series.max() > works) {
        return Answer.found(
            revision(series), List.of(series.evidence()), "depth", series.max(), "limit", works);
      }
    }
    return looked ? Answer.absent("metrics", "queue depth") : Answer.blind("queue-proxy-metrics");
  }

  private static String revision(MetricSeries series) {
    for (String label : LABELS) {
      String value = series.labels().getOrDefault(label, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}

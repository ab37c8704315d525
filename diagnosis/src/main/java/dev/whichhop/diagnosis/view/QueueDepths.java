package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many requests were in a pod at once, running and waiting, beside its {@code
 * containerConcurrency}. Names by version: knative facts, section 1a, rows 5 and 9.
 *
 * @param revision as the label says
 * @param limit {@code containerConcurrency}; 0 for unlimited or unknown
 * @param waiting true for a metric that counts waiting requests only
 */
public record QueueDepths(String revision, long limit, boolean waiting, MetricSeries series) {
  private static final List<String> DEPTH =
      List.of(
          "revision_queue_depth", "queue_depth", "kn_queueproxy_depth", "kn_serving_queue_depth");
  private static final List<String> QUEUED = List.of("kn_revision_request_queued");
  private static final List<String> LABELS =
      List.of("revision_name", "kn_revision_name", "revision", "serving_knative_dev_revision");

  public static List<QueueDepths> of(Bundle bundle) {
    Map<String, Long> limits = new LinkedHashMap<>();
    for (Revision revision : Revisions.of(bundle)) {
      revision.concurrency().whole().ifPresent(limit -> limits.put(revision.name(), limit));
    }
    List<QueueDepths> found = new ArrayList<>();
    for (MetricSeries series : bundle.metrics()) {
      String name = series.name().replace('.', '_');
      boolean queued = QUEUED.stream().anyMatch(name::startsWith);
      if (queued || DEPTH.stream().anyMatch(name::startsWith)) {
        String revision = revision(series);
        found.add(new QueueDepths(revision, limits.getOrDefault(revision, 0L), queued, series));
      }
    }
    return found;
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

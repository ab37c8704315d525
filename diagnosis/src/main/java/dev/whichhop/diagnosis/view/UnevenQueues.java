package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Queue depths of the pods of one Knative revision at the same time: at least two requests are in
 * one pod, and none in another.
 *
 * <p>Names by version: knative facts, section 1a, row 5. The depth counts running and waiting
 * requests.
 */
public record UnevenQueues(
    String revision, String busyPod, String idlePod, double depth, List<Evidence> evidence) {
  private static final List<String> NAMES =
      List.of(
          "revision_queue_depth", "queue_depth", "kn_queueproxy_depth", "kn_serving_queue_depth");
  private static final List<String> REVISION =
      List.of("revision_name", "kn_revision_name", "revision", "serving_knative_dev_revision");
  private static final List<String> POD = List.of("pod", "pod_name", "k8s_pod_name", "instance");
  private static final double WAITING = 2;

  /** True when the evidence has depths of at least two pods of a revision. */
  public static boolean measured(Bundle bundle) {
    return byRevision(bundle).values().stream().anyMatch(pods -> pods.size() > 1);
  }

  /** The most uneven revision. */
  public static Optional<UnevenQueues> of(Bundle bundle) {
    List<UnevenQueues> found = new ArrayList<>();
    byRevision(bundle)
        .forEach((revision, pods) -> {
          MetricSeries most = pods.getFirst();
          MetricSeries least = pods.getFirst();
          for (MetricSeries one : pods) {
            most = mean(one) > mean(most) ? one : most;
            least = mean(one) < mean(least) ? one : least;
          }
          if (mean(most) >= WAITING && mean(least) < 0.5) {
            found.add(
                new UnevenQueues(
                    revision,
                    label(most, POD),
                    label(least, POD),
                    mean(most),
                    List.of(most.evidence(), least.evidence())));
          }
        });
    return found.stream().max(Comparator.comparingDouble(UnevenQueues::depth));
  }

  /** The depth with one digit. */
  public String depthText() {
    return String.valueOf(Math.round(depth * 10) / 10.0);
  }

  private static Map<String, List<MetricSeries>> byRevision(Bundle bundle) {
    Map<String, List<MetricSeries>> found = new LinkedHashMap<>();
    for (MetricSeries series : bundle.metrics()) {
      String name = series.name().replace('.', '_');
      if (NAMES.stream().anyMatch(name::startsWith) && !label(series, POD).isEmpty()) {
        found.computeIfAbsent(label(series, REVISION), _ -> new ArrayList<>()).add(series);
      }
    }
    return found;
  }

  private static double mean(MetricSeries series) {
    return series.points().stream().mapToDouble(MetricSeries.Point::value).average().orElse(0);
  }

  private static String label(MetricSeries series, List<String> names) {
    for (String name : names) {
      String value = series.labels().getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}

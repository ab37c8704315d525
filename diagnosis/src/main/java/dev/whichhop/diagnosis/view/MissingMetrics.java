package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An autoscaler says that it has nothing to decide by, so it changes nothing: Knative's for a
 * revision, or a HorizontalPodAutoscaler.
 *
 * <p>Literals: knative/serving pkg/autoscaler/scaling/autoscaler.go ("No data to scale on yet",
 * "Failed to obtain metrics"), pkg/autoscaler/metrics/collector.go and stats_scraper.go (failed
 * scrapes), pkg/reconciler/autoscaling/kpa/kpa.go (decisions), pkg/reconciler/metric/metric.go
 * (reasons); kubernetes pkg/controller/podautoscaler/horizontal.go ("ScalingActive",
 * "FailedGet…Metric").
 *
 * @param subject whose scale it is
 * @param reason in the words of the source
 */
public record MissingMetrics(String subject, String reason, Evidence evidence) {
  /** One decision every two seconds; a revision that just began has no data for some of them. */
  private static final int PERSISTENT = 10;

  private static final List<String> LITERALS =
      List.of("No data to scale on yet", "Failed to obtain metrics");

  /** Written once for each attempt at a revision, when no pod of it could be read. */
  private static final List<String> GAVE_UP =
      List.of("Failed to scrape metrics", "0 pods were successfully scraped out of");

  /** After these there are metrics again: a decision, another way to read them. */
  private static final List<String> GOES_ON = List.of("PA scale got=", "Direct pod scraping off");

  private static final Set<String> METRIC_REASONS =
      Set.of("DidNotReceiveStat", "CollectionFailed", "NoEndpoints");

  /** All of them: states of objects and tables first. */
  public static List<MissingMetrics> of(Bundle bundle) {
    List<MissingMetrics> found = new ArrayList<>();
    for (KubernetesObject object : bundle.objects()) {
      ofObject(object, found);
    }
    for (Table table : bundle.tables("hpa")) {
      for (Table.Row row : table.rows()) {
        if (row.cell("TARGETS").contains("<unknown>")) {
          found.add(new MissingMetrics(row.cell("NAME"), "TARGETS <unknown>", row.evidence()));
        }
      }
    }
    for (KubernetesEvent event : bundle.events()) {
      if (event.reason().startsWith("FailedGet") && event.reason().endsWith("Metric")) {
        found.add(new MissingMetrics(event.objectName(), event.reason(), event.evidence()));
      }
    }
    List<LogRecord> lines =
        bundle.logs().stream()
            .filter(one -> one.component() == Component.AUTOSCALER)
            .filter(one -> LITERALS.stream().anyMatch(one.message()::contains))
            .toList();
    if (lines.size() >= PERSISTENT) {
      for (LogRecord line : lines) {
        String revision = line.fields().getOrDefault("knative.dev/key", "");
        found.add(new MissingMetrics(revision, line.message(), line.evidence()));
      }
    }
    found.addAll(unreadable(bundle));
    return found;
  }

  /**
   * Revisions none of whose pods can be read, over and over, and for which the autoscaler has
   * decided nothing since: an error or a lack of data leaves the scale as it is (knative facts
   * 2.6). Decisions that go on show that it lives on the activators' reports or on scraping the
   * Service.
   */
  private static List<MissingMetrics> unreadable(Bundle bundle) {
    Map<String, List<LogRecord>> failures = new LinkedHashMap<>();
    for (LogRecord line : bundle.logs()) {
      String revision = line.fields().getOrDefault("knative.dev/key", "");
      if (line.component() != Component.AUTOSCALER || revision.isEmpty()) {
        continue;
      }
      if (GOES_ON.stream().anyMatch(line.message()::contains)) {
        failures.remove(revision);
      } else if (GAVE_UP.stream().anyMatch(line.message()::contains)) {
        failures.computeIfAbsent(revision, _ -> new ArrayList<>()).add(line);
      }
    }
    List<MissingMetrics> found = new ArrayList<>();
    failures.forEach((revision, lines) -> {
      if (lines.size() >= PERSISTENT) {
        LogRecord first = lines.getFirst();
        String error = first.fields().getOrDefault("error", "");
        String reason = error.isEmpty() ? first.message() : first.message() + ": " + error;
        found.add(new MissingMetrics(revision, reason, first.evidence()));
      }
    });
    return found;
  }

  private static void ofObject(KubernetesObject object, List<MissingMetrics> found) {
    String condition =
        switch (object.kind()) {
          case "Metric" -> object.group().endsWith("knative.dev") ? "Ready" : "";
          case "HorizontalPodAutoscaler" -> "ScalingActive";
          default -> "";
        };
    if (condition.isEmpty() || !Conditions.fails(object, condition)) {
      return;
    }
    Node failing = Conditions.of(object, condition).orElseThrow();
    String reason = Conditions.reason(failing);
    // Scaled to zero, an HPA is not active on purpose (reason ScalingDisabled).
    boolean metrics = METRIC_REASONS.contains(reason) || reason.startsWith("FailedGet");
    if (metrics) {
      found.add(new MissingMetrics(object.reference(), reason, Conditions.evidence(failing)));
    }
  }
}

package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the activator is in the path of a revision (mode Proxy) or not (mode Serve), and how that
 * changed while the revision had pods to serve: from the autoscaler's decisions, from a watched
 * table of ServerlessServices, or from the sign of the spare burst capacity, which decides (knative
 * facts, section 1a row 8 and 2.8).
 *
 * <p>Literal: knative/serving pkg/reconciler/autoscaling/kpa/kpa.go. It is written at every
 * decision, not only when the mode changes. Scaling from and to zero changes the mode, too; that is
 * how it is meant, and not counted.
 */
public record ServingModes(String revision, List<Change> changes) {
  private static final Pattern DECISION =
      Pattern.compile("SKS should be in (Serve|Proxy) mode: want = (-?\\d+), ebc = (-?\\d+)");

  private static final List<String> CAPACITY =
      List.of("autoscaler_excess_burst_capacity", "kn_revision_capacity_excess");

  /** The mode became another; {@code time} is null where the source has none. */
  public record Change(String mode, @Nullable Instant time, Evidence evidence) {}

  /** True when the evidence tells modes at all. */
  public static boolean told(Bundle bundle) {
    return bundle.logs().stream().anyMatch(one -> decision(one) != null)
        || !bundle.tables("serverlessservices").isEmpty()
        || bundle.metrics().stream().anyMatch(ServingModes::isCapacity);
  }

  private static boolean isCapacity(MetricSeries series) {
    String name = series.name().replace('.', '_');
    return CAPACITY.stream().anyMatch(name::startsWith) && series.points().size() > 1;
  }

  private static String revision(MetricSeries series) {
    return series
        .labels()
        .getOrDefault(
            "kn_revision_name", series.labels().getOrDefault("revision_name", series.name()));
  }

  /** Those with a change. */
  public static List<ServingModes> of(Bundle bundle) {
    Map<String, String> modes = new LinkedHashMap<>();
    Map<String, List<Change>> changes = new LinkedHashMap<>();
    for (LogRecord line : bundle.logs()) {
      Matcher decision = decision(line);
      if (decision == null) {
        continue;
      }
      String revision = line.fields().getOrDefault("knative.dev/key", "");
      if (Integer.parseInt(decision.group(2)) <= 0) {
        modes.remove(revision);
        continue;
      }
      Change now = new Change(decision.group(1), line.time(), line.evidence());
      see(revision, now, modes, changes);
    }
    for (Table table : bundle.tables("serverlessservices")) {
      modes.clear();
      for (Table.Row row : table.rows()) {
        Change now = new Change(row.cell("MODE"), null, row.evidence());
        see(row.cell("NAME"), now, modes, changes);
      }
    }
    for (MetricSeries series : bundle.metrics()) {
      if (isCapacity(series)) {
        modes.clear();
        for (MetricSeries.Point point : series.points()) {
          String mode = point.value() < 0 ? "Proxy" : "Serve";
          Evidence evidence =
              new Evidence(
                  series.place(), series.name() + " " + point.value() + " " + point.time());
          see(revision(series), new Change(mode, point.time(), evidence), modes, changes);
        }
      }
    }
    List<ServingModes> found = new ArrayList<>();
    changes.forEach((revision, all) -> found.add(new ServingModes(revision, List.copyOf(all))));
    return found;
  }

  private static void see(
      String revision, Change now, Map<String, String> modes, Map<String, List<Change>> changes) {
    String before = modes.put(revision, now.mode());
    if (before != null && !before.equals(now.mode())) {
      changes.computeIfAbsent(revision, _ -> new ArrayList<>()).add(now);
    }
  }

  private static @Nullable Matcher decision(LogRecord line) {
    if (line.component() != Component.AUTOSCALER || !line.message().contains("SKS should be in")) {
      return null;
    }
    Matcher decision = DECISION.matcher(line.message());
    return decision.find() ? decision : null;
  }
}

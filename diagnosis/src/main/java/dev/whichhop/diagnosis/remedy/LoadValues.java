package dev.whichhop.diagnosis.remedy;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.diagnosis.view.ScaleSettings;
import dev.whichhop.model.diagnosis.ComputedValue;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sizes of pools and numbers of pods, from the requests that came and the time that each took. */
final class LoadValues {
  /** Half as much again: the highest peak was not seen. */
  private static final double PEAK = 1.5;

  private final CaseFile file;
  private final String host;

  LoadValues(CaseFile file, String host) {
    this.file = file;
    this.host = host;
  }

  /** What one caller has at once at most, if nobody has to wait. */
  Optional<ComputedValue> pool(String name, Optional<KubernetesObject> rule) {
    double places =
        InForce.field(rule, ComputedValues.CONNECTIONS)
            .map(InForce::number)
            .orElse(Double.POSITIVE_INFINITY);
    return host.isEmpty()
        ? Optional.empty()
        : Load.ofOneCaller(file, host, places)
            .map(load ->
                ComputedValues.value(
                    name,
                    "" + (long) Math.max(2, Math.ceil(load.peak() * PEAK)),
                    List.of(load.atPeak()),
                    "peak",
                    load.peak(),
                    "service",
                    decimal(load.service())));
  }

  /** Enough for the mean of the busiest stretch. */
  Optional<ComputedValue> podsNeeded() {
    return pods("pods-needed", false);
  }

  /** Enough for the peak. */
  Optional<ComputedValue> podsMost() {
    return pods("pods-most", true);
  }

  private Optional<ComputedValue> pods(String name, boolean peak) {
    for (Revision revision : Revisions.failing(file)) {
      long limit = revision.concurrency().whole().orElse(0);
      Optional<Load> found = limit > 0 ? Load.ofRevision(file, revision, limit) : Optional.empty();
      if (found.isPresent()) {
        Load load = found.get();
        double atOnce = peak ? load.peak() : load.concurrency();
        double percent = ScaleSettings.utilisation(file.bundle(), revision);
        long pods = (long) Math.max(1, Math.ceil(atOnce / (limit * percent / 100)));
        List<Evidence> inputs = new ArrayList<>(List.of(revision.concurrency().evidence()));
        inputs.addAll(peak ? List.of(load.atPeak()) : List.of(load.first(), load.last()));
        return Optional.of(
            ComputedValues.value(
                name,
                "" + pods,
                inputs,
                "rate",
                String.format(Locale.ROOT, "%.1f", load.rate()),
                "service",
                decimal(load.service()),
                "concurrency",
                String.format(Locale.ROOT, "%.1f", load.concurrency()),
                "peak",
                load.peak(),
                "requests",
                load.requests(),
                "limit",
                limit,
                "target",
                Math.round(percent) + " %"));
      }
    }
    return Optional.empty();
  }

  Optional<ComputedValue> podCapacity() {
    return Revisions.failing(file).stream()
        .flatMap(revision ->
            PodCapacity.ofRevision(file, revision)
                .filter(one -> isNotTheLimit(one, revision))
                .stream())
        .findFirst()
        .map(one ->
            ComputedValues.value(
                "pod-capacity",
                "" + one.requests(),
                List.of(one.example()),
                "capacity",
                one.requests(),
                "alone",
                decimal(one.alone()),
                "beyond",
                decimal(one.beyond())));
  }

  /** Beyond the limit that is set requests take longer because they wait for a slot. */
  private static boolean isNotTheLimit(PodCapacity capacity, Revision revision) {
    long limit = revision.concurrency().whole().orElse(0);
    return limit == 0 || capacity.requests() < limit;
  }

  private static String decimal(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}

package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.MetricSeries.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of several equal instances that gets nothing for a while, and then again its share, while the
 * others are served all the time: request rates by pod, from Prometheus.
 *
 * <p>An instance that starts or ends has silence too, but only at one end; silence between two
 * times of service is not explained by a rollout.
 */
final class TrafficShare implements SymptomDetector {
  private static final List<String> INSTANCE =
      List.of("pod", "pod_name", "kubernetes_pod_name", "upstream_host", "instance");

  private static final int LEAST_INSTANCES = 3;

  /** Less than this part of what the others get is silence; scrapes and probes go on. */
  private static final double SILENT = 0.02;

  /** Before and after, an instance has at least this part of what the others get. */
  private static final double SHARE = 0.4;

  private static final int LEAST_SILENT_POINTS = 2;

  private record Rates(MetricSeries series, String instance, TreeMap<Long, Double> rates) {}

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    Map<String, List<Rates>> families = new LinkedHashMap<>();
    for (MetricSeries series : bundle.metrics()) {
      String label = INSTANCE.stream().filter(series.labels()::containsKey).findFirst().orElse("");
      if (!label.isEmpty() && series.name().contains("request") && series.points().size() > 3) {
        Map<String, String> others = new TreeMap<>(series.labels());
        String instance = others.remove(label);
        families
            .computeIfAbsent(series.name() + series.place().file() + others, _ -> new ArrayList<>())
            .add(new Rates(series, instance == null ? "" : instance, rates(series)));
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    String starved = "";
    long silences = 0;
    for (List<Rates> family : families.values()) {
      if (family.size() < LEAST_INSTANCES) {
        continue;
      }
      Map<Long, Double> usual = medians(family);
      for (Rates one : family) {
        int silent = silentBetweenService(one.rates, usual);
        if (silent > 0) {
          silences += silent;
          starved = starved.isEmpty() ? one.instance : starved;
          evidence.add(one.series.evidence());
        }
      }
    }
    return evidence.isEmpty()
        ? List.of()
        : List.of(
            new Symptom.UnevenTraffic(
                "",
                Disposition.FAULTY,
                Phrase.of("symptom.uneven-traffic", "instance", starved, "count", silences),
                silences,
                evidence.subList(0, Math.min(3, evidence.size()))));
  }

  /** Values by time; of a counter, its growth. */
  private static TreeMap<Long, Double> rates(MetricSeries series) {
    TreeMap<Long, Double> rates = new TreeMap<>();
    boolean counter = series.name().endsWith("_total");
    double before = Double.NaN;
    for (Point point : series.points()) {
      if (point.time() == null) {
        continue;
      }
      double value = counter ? Math.max(0, point.value() - before) : point.value();
      if (!Double.isNaN(value)) {
        rates.put(point.time().getEpochSecond(), value);
      }
      before = point.value();
    }
    return rates;
  }

  private static Map<Long, Double> medians(List<Rates> family) {
    Map<Long, List<Double>> byTime = new HashMap<>();
    for (Rates one : family) {
      one.rates.forEach(
          (time, rate) -> byTime.computeIfAbsent(time, _ -> new ArrayList<>()).add(rate));
    }
    Map<Long, Double> medians = new HashMap<>();
    byTime.forEach((time, rates) -> {
      double[] sorted = rates.stream().mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(sorted);
      medians.put(time, sorted[sorted.length / 2]);
    });
    return medians;
  }

  /** How many separate silences of at least two points lie between times of usual service. */
  private static int silentBetweenService(TreeMap<Long, Double> rates, Map<Long, Double> usual) {
    int silences = 0;
    int silent = 0;
    boolean served = false;
    for (Map.Entry<Long, Double> point : rates.entrySet()) {
      double others = usual.getOrDefault(point.getKey(), 0.0);
      if (others <= 0) {
        continue;
      }
      double share = point.getValue() / others;
      if (share < SILENT) {
        silent++;
      } else if (share >= SHARE) {
        silences += served && silent >= LEAST_SILENT_POINTS ? 1 : 0;
        served = true;
        silent = 0;
      }
    }
    return silences;
  }
}

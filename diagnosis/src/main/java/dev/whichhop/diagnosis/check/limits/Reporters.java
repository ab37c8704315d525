package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Requests of each service as the proxies of its callers and its own count them ({@code
 * istio_requests_total}): the caller's proxy counts a request once, the server's each attempt.
 */
final class Reporters {
  /** One service. */
  record Service(String name, double sent, double received, List<Evidence> evidence) {}

  private static final double LEAST_REQUESTS = 50;

  private final Map<String, Service> services;

  private Reporters(Map<String, Service> services) {
    this.services = services;
  }

  static Reporters of(Bundle bundle) {
    Map<String, List<MetricSeries>> sent = new TreeMap<>();
    Map<String, List<MetricSeries>> received = new TreeMap<>();
    for (MetricSeries series : bundle.metrics()) {
      if (series.name().equals("istio_requests_total")) {
        String service = series.labels().getOrDefault("destination_service", "");
        Map<String, List<MetricSeries>> side =
            series.labels().getOrDefault("reporter", "").equals("source") ? sent : received;
        side.computeIfAbsent(service, _ -> new ArrayList<>()).add(series);
      }
    }
    Map<String, Service> services = new TreeMap<>();
    sent.forEach((name, series) -> {
      List<MetricSeries> own = received.getOrDefault(name, List.of());
      if (!own.isEmpty()) {
        List<Evidence> evidence = List.of(series.getFirst().evidence(), own.getFirst().evidence());
        services.put(name, new Service(name, counted(series), counted(own), evidence));
      }
    });
    return new Reporters(services);
  }

  /** The growth over the evidence, of a snapshot all that was ever counted. */
  private static double counted(Collection<MetricSeries> all) {
    return all.stream().mapToDouble(MetricSeries::growth).sum();
  }

  boolean known() {
    return !services.isEmpty();
  }

  /** A service that received far more than was sent to it. */
  Optional<Service> multiplied() {
    return services.values().stream()
        .filter(one -> one.sent >= LEAST_REQUESTS)
        .filter(one -> one.received >= RequestsArriveSeveralTimes.MULTIPLIED * one.sent)
        .findFirst();
  }
}

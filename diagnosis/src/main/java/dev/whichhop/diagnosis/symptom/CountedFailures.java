package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.DurationShape;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Share;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Failures that only the mesh's own counter shows, {@code istio_requests_total}: whoever has
 * Prometheus and no access logs. It counts where a proxy's log would have a line, so a vantage of
 * which there is a log is left to the log.
 *
 * <p>Labels and what is counted: istio-envoy facts, section 2.4, after istio_stats.cc. A connection
 * that dies before HTTP is counted nowhere, so silence of these counters proves nothing.
 *
 * <p>Of gRPC {@code response_code} is 200 whatever happened; {@code grpc_response_status} tells,
 * and whether it is a failure is decided as for a line of a log ({@link Observation#failed}). What
 * Envoy makes of its own 503 is 14 (facts 2.4), so that stands for a 503.
 *
 * <p>A series tells of a growth where it has several points, else all that was ever counted. One
 * observation stands for all requests of a group; it has no time and no duration.
 */
final class CountedFailures {
  private static final String NAME = "istio_requests_total";

  private static final int EVIDENCE_SHOWN = 3;

  private static final String GRPC = "grpc_response_status";

  /** UNAVAILABLE, and what Envoy makes it of. */
  private static final int GRPC_UNAVAILABLE = 14;

  private static final int UNAVAILABLE = 503;

  private static final int OK = 200;

  /**
   * @param grpc status of gRPC; negative for plain HTTP
   */
  private record Group(Hop hop, Side side, int status, String flags, int grpc) {
    String how() {
      return status
          + (flags.isEmpty() ? "" : " " + flags)
          + (grpc <= 0 ? "" : " (grpc-status " + grpc + ")");
    }
  }

  private CountedFailures() {}

  static List<Symptom> of(Bundle bundle) {
    Map<Group, List<MetricSeries>> groups = new LinkedHashMap<>();
    Map<Side, Double> totals = new EnumMap<>(Side.class);
    for (MetricSeries series : bundle.metrics()) {
      Optional<Group> group = group(series);
      if (series.name().equals(NAME) && group.isPresent() && series.growth() > 0) {
        groups.computeIfAbsent(group.get(), _ -> new ArrayList<>()).add(series);
        totals.merge(group.get().side, series.growth(), Double::sum);
      }
    }
    Set<Side> logged = new HashSet<>();
    bundle.observations().forEach(one -> logged.add(one.vantage().side()));
    List<Symptom> found = new ArrayList<>();
    groups.forEach((group, series) -> {
      Observation one = observation(group, series.getFirst());
      boolean echo = group.flags.isEmpty() && seenNearer(group, groups);
      if (one.failed() && !logged.contains(group.side) && !echo) {
        found.add(symptom(group, series, one, Math.round(totals.getOrDefault(group.side, 0.0))));
      }
    });
    return found;
  }

  /** The caller's proxy passed on what the server's proxy counted as failed too. */
  private static boolean seenNearer(Group group, Map<Group, List<MetricSeries>> groups) {
    return group.side != Side.INBOUND
        && groups.keySet().stream()
            .anyMatch(other ->
                other.side == Side.INBOUND
                    && other.status == group.status
                    && other.grpc == group.grpc);
  }

  /** Empty without the labels that say who counted and how the request ended. */
  private static Optional<Group> group(MetricSeries series) {
    Map<String, String> labels = series.labels();
    String code = labels.getOrDefault("response_code", "");
    if (!code.matches("\\d{1,3}")) {
      return Optional.empty();
    }
    String flags = labels.getOrDefault("response_flags", "-");
    String called = labels.getOrDefault(GRPC, "");
    int answered = Integer.parseInt(code);
    int grpc = answered == OK && called.matches("\\d{1,2}") ? Integer.parseInt(called) : -1;
    int status = grpc == GRPC_UNAVAILABLE ? UNAVAILABLE : answered;
    String plain = flags.equals("-") ? "" : flags;
    return switch (labels.getOrDefault("reporter", "")) {
      case "source" ->
          Optional.of(
              ProxyContainers.hop(labels.getOrDefault("source_workload", "")) == Hop.GATEWAY
                  ? new Group(Hop.GATEWAY, Side.GATEWAY, status, plain, grpc)
                  : new Group(Hop.SIDECAR, Side.OUTBOUND, status, plain, grpc));
      case "destination" -> Optional.of(new Group(Hop.SIDECAR, Side.INBOUND, status, plain, grpc));
      // A waypoint is a gateway before the service, as its access log is read too.
      case "waypoint" -> Optional.of(new Group(Hop.GATEWAY, Side.GATEWAY, status, plain, grpc));
      default -> Optional.empty();
    };
  }

  private static Observation observation(Group group, MetricSeries series) {
    Map<String, String> labels = series.labels();
    String instance =
        group.side == Side.INBOUND
            ? labels.getOrDefault("destination_workload", "")
            : labels.getOrDefault("source_workload", "");
    return Observation.builder(new Vantage(group.hop, group.side, instance), series.place())
        .status(group.status)
        .grpcStatus(group.status == OK ? group.grpc : -1)
        .flags(group.flags)
        .authority(labels.getOrDefault("destination_service", ""))
        .raw(series.evidence().text())
        .build();
  }

  private static Symptom symptom(Group group, List<MetricSeries> series, Observation one, long of) {
    long count = Math.max(1, Math.round(series.stream().mapToDouble(MetricSeries::growth).sum()));
    Share share = Share.of(count, of);
    Disposition disposition =
        Dispositions.clientsLeft(one, share, DurationShape.UNKNOWN)
            ? Disposition.EXPECTED
            : Dispositions.of(one);
    return new Symptom.RequestFailures(
        "",
        disposition,
        Phrase.of(
            "symptom.requests.counted",
            "count",
            count,
            "of",
            of,
            "how",
            group.how(),
            "side",
            group.side.name().toLowerCase(Locale.ROOT),
            "hop",
            group.hop.id()),
        group.hop,
        group.side,
        group.status,
        group.flags,
        ClientFailure.NONE,
        count,
        of,
        share,
        DurationShape.UNKNOWN,
        null,
        null,
        null,
        List.of(one),
        series.stream().limit(EVIDENCE_SHOWN).map(MetricSeries::evidence).toList());
  }
}

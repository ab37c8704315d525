package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How often requests arrived at the server for one that the calling proxy took in. Envoy keeps
 * {@code x-request-id} when it tries again, so attempts are lines of the server's proxy with the
 * same id and path; a caller that passes an id on to several calls has as many lines itself.
 */
public final class Attempts {
  /** One request at the calling proxy. */
  public record Request(Instant time, int attempts, long slowestMillis, List<Evidence> evidence) {}

  private final List<Request> requests;

  private Attempts(List<Request> requests) {
    this.requests = List.copyOf(requests);
  }

  /** Over all exchanges that both proxies logged. */
  public static Attempts of(List<Exchange> exchanges) {
    List<Request> requests = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      if (exchange.observations().size() < 2) {
        continue;
      }
      Map<String, List<Observation>> paths = new TreeMap<>();
      exchange
          .observations()
          .forEach(one -> paths.computeIfAbsent(one.path(), _ -> new ArrayList<>()).add(one));
      paths.values().forEach(lines -> request(lines).ifPresent(requests::add));
    }
    return new Attempts(requests);
  }

  private static Optional<Request> request(List<Observation> lines) {
    List<Observation> inner = at(lines, Side.INBOUND);
    List<Observation> outer = at(lines, Side.OUTBOUND);
    if (outer.isEmpty()) {
      outer = at(lines, Side.GATEWAY);
    }
    Instant time = outer.isEmpty() ? null : outer.getFirst().time().orElse(null);
    if (outer.size() != 1 || inner.isEmpty() || time == null) {
      return Optional.empty();
    }
    long slowest =
        inner.stream()
            .mapToLong(one -> one.duration().orElse(Duration.ZERO).toMillis())
            .max()
            .orElse(0);
    List<Evidence> evidence = new ArrayList<>(List.of(outer.getFirst().evidence()));
    inner.stream().limit(3).forEach(one -> evidence.add(one.evidence()));
    return Optional.of(new Request(time, inner.size(), slowest, evidence));
  }

  private static List<Observation> at(List<Observation> lines, Side side) {
    return lines.stream().filter(one -> one.vantage().side() == side).toList();
  }

  public List<Request> requests() {
    return requests;
  }

  /** Attempts for one request; NaN without any. */
  public double ratio() {
    return requests.stream().mapToInt(Request::attempts).average().orElse(Double.NaN);
  }

  /** The request with the most attempts. */
  public Optional<Request> most() {
    return requests.stream().max(java.util.Comparator.comparingInt(Request::attempts));
  }
}

package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requests that took much longer at the calling proxy than at the proxy of the server: the time was
 * spent between the two, in one of them or on the wire, not in the application.
 *
 * @param count of them
 * @param of requests that both proxies logged
 * @param lost median of the difference
 */
public record TimeBetweenProxies(int count, int of, Duration lost, List<Evidence> evidence) {
  /** Within a cluster the way takes a millisecond or two; people notice some hundred. */
  private static final long LEAST_MILLIS = 200;

  private static final int FACTOR = 3;
  private static final int LEAST_REQUESTS = 10;

  /** What happens to fewer is not worth a search. */
  private static final double LEAST_SHARE = 0.1;

  /** Empty when too few requests were logged by both proxies. */
  public static Optional<TimeBetweenProxies> of(List<Exchange> exchanges) {
    Duration apart = clocksApart(exchanges);
    int both = 0;
    List<Long> lost = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      List<Observation> inner = at(exchange, Side.INBOUND);
      List<Observation> outer = at(exchange, Side.OUTBOUND);
      if (outer.isEmpty()) {
        outer = at(exchange, Side.GATEWAY);
      }
      // Several lines at the server are several attempts, whose times add up.
      if (inner.size() != 1 || outer.size() != 1 || !inner.getFirst().succeeded()) {
        continue;
      }
      long late = Math.max(late(outer.getFirst(), inner.getFirst(), apart), 0);
      boolean measured =
          outer.getFirst().succeeded()
              && inner.getFirst().duration().isPresent()
              && outer.getFirst().upstreamTime().isPresent();
      if (!measured && late < LEAST_MILLIS) {
        continue;
      }
      both++;
      long outside = outer.getFirst().upstreamTime().orElse(Duration.ZERO).toMillis();
      long inside = inner.getFirst().duration().orElse(Duration.ZERO).toMillis();
      boolean longer = outside - inside >= LEAST_MILLIS && outside >= FACTOR * inside;
      if (longer || late >= LEAST_MILLIS) {
        lost.add(Math.max(late, outside - inside));
        if (evidence.size() < 4) {
          evidence.add(outer.getFirst().evidence());
          evidence.add(inner.getFirst().evidence());
        }
      }
    }
    if (both < LEAST_REQUESTS) {
      return Optional.empty();
    }
    lost.sort(null);
    long median = lost.isEmpty() ? 0 : lost.get(lost.size() / 2);
    return Optional.of(
        new TimeBetweenProxies(lost.size(), both, Duration.ofMillis(median), evidence));
  }

  /**
   * How much later the server's proxy began than the caller's, the clocks set right; -1 unknown.
   */
  private static long late(Observation outer, Observation inner, Duration apart) {
    return outer.time().isEmpty() || inner.time().isEmpty()
        ? -1
        : Duration.between(outer.time().get(), inner.time().get()).minus(apart).toMillis();
  }

  /** The quickest request took next to nothing from proxy to proxy: what is left are the clocks. */
  private static Duration clocksApart(List<Exchange> exchanges) {
    return exchanges.stream()
        .filter(one -> at(one, Side.INBOUND).size() == 1 && at(one, Side.OUTBOUND).size() == 1)
        .flatMap(one ->
            at(one, Side.OUTBOUND).getFirst().time().stream()
                .flatMap(outer ->
                    at(one, Side.INBOUND).getFirst().time().stream()
                        .map(inner -> Duration.between(outer, inner))))
        .min(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** True when it is more than a few stragglers. */
  public boolean considerable() {
    return count >= Math.max(5, LEAST_SHARE * of);
  }

  private static List<Observation> at(Exchange exchange, Side side) {
    return exchange.observations().stream().filter(one -> one.vantage().side() == side).toList();
  }
}

package dev.whichhop.probe.idle;

import dev.whichhop.probe.idle.IdleTimeout.Farewell;
import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the idle timeout of whatever holds the connection.
 *
 * <p>A peer that announces its end (FIN, RST) is found in one round, to the millisecond. One that
 * does not, as an NLB whose flow has expired, is found only by asking again: each round lets some
 * connections rest for different times at once and narrows the gap ninefold.
 */
public final class IdleTimeoutSearch {
  private static final int AT_ONCE = 8;

  private final Connector connector;
  private final HttpRequest request;
  private final NanoClock clock;
  private final BooleanSupplier stopped;
  private final Duration longest;
  private final Duration precision;

  /**
   * @param longest the longest rest that is tried
   * @param precision how near the two ends of an unannounced timeout must come
   */
  public IdleTimeoutSearch(
      Connector connector,
      HttpRequest request,
      NanoClock clock,
      BooleanSupplier stopped,
      Duration longest,
      Duration precision) {
    this.connector = connector;
    this.request = request;
    this.clock = clock;
    this.stopped = stopped;
    this.longest = longest;
    this.precision = precision;
  }

  /** Looks; takes as long as the timeout at least, and some times that when it is unannounced. */
  public IdleTimeout find() throws InterruptedException {
    Duration stood = Duration.ZERO;
    Duration gone = longest;
    @Nullable Farewell how = null;
    List<Duration> rests = doubling();
    while (true) {
      for (Rest rest : round(rests)) {
        switch (rest) {
          case Rest.Unusable unusable -> {
            return new IdleTimeout.NotKept(unusable.code());
          }
          case Rest.Ended ended -> {
            return new IdleTimeout.Announced(ended.after(), ended.how());
          }
          case Rest.Answered answered -> stood = longer(stood, answered.rested());
          case Rest.Gone left -> {
            if (how == null || left.rested().compareTo(gone) < 0) {
              gone = left.rested();
              how = left.how();
            }
          }
        }
      }
      if (how == null) {
        return new IdleTimeout.Stands(stood);
      }
      Duration gap = gone.minus(stood);
      if (gap.compareTo(precision) <= 0 || stopped.getAsBoolean()) {
        return new IdleTimeout.Unannounced(stood, gone, how);
      }
      rests = between(stood, gap);
    }
  }

  /** The longest, its half, and so on down to the precision, shortest first. */
  private List<Duration> doubling() {
    List<Duration> rests = new ArrayList<>();
    for (Duration rest = longest;
        rests.size() < AT_ONCE && rest.compareTo(precision) > 0;
        rest = rest.dividedBy(2)) {
      rests.addFirst(rest);
    }
    return rests.isEmpty() ? List.of(longest) : rests;
  }

  private static List<Duration> between(Duration from, Duration gap) {
    List<Duration> rests = new ArrayList<>();
    for (int i = 1; i <= AT_ONCE; i++) {
      rests.add(from.plus(gap.multipliedBy(i).dividedBy(AT_ONCE + 1)));
    }
    return rests;
  }

  /** In the order of the rests; ends at the first that settles it. */
  private List<Rest> round(List<Duration> rests) throws InterruptedException {
    // Not closed: its close would wait for those whose outcome no longer matters.
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    List<Future<Rest>> begun = new ArrayList<>();
    for (Duration rest : rests) {
      begun.add(threads.submit(() -> Rest.of(rest, connector, request, clock, stopped)));
    }
    threads.shutdown();
    List<Rest> ended = new ArrayList<>();
    for (Future<Rest> one : begun) {
      Rest rest = get(one);
      ended.add(rest);
      if (rest instanceof Rest.Ended || rest instanceof Rest.Unusable) {
        break;
      }
    }
    return ended;
  }

  private static Rest get(Future<Rest> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}

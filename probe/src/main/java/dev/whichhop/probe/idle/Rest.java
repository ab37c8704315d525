package dev.whichhop.probe.idle;

import dev.whichhop.probe.idle.IdleTimeout.Farewell;
import dev.whichhop.probe.wire.Attempt;
import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.HttpConnection;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.NanoClock;
import dev.whichhop.probe.wire.WireEnd;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One connection that answers a request, rests, and is asked again. */
sealed interface Rest {
  /** The peer ended it while it rested. */
  record Ended(Duration after, Farewell how) implements Rest {}

  record Answered(Duration rested) implements Rest {}

  record Gone(Duration rested, Farewell how) implements Rest {}

  /** A request ended otherwise than a kept connection does, or its answer ends the connection. */
  record Unusable(String code) implements Rest {}

  /** How often it is looked whether to stop. */
  Duration LOOK = Duration.ofMillis(500);

  static Rest of(
      Duration rest,
      Connector connector,
      HttpRequest request,
      NanoClock clock,
      BooleanSupplier stopped) {
    return switch (connector.open()) {
      case Connector.Opened.Failed failed -> new Unusable(failed.attempt().code());
      case Connector.Opened.Open open -> {
        try (HttpConnection connection = open.connection()) {
          Attempt first = connection.exchange(request);
          yield first.reusable()
              ? rested(connection, rest, request, clock, stopped)
              : new Unusable(first.code());
        }
      }
    };
  }

  private static Rest rested(
      HttpConnection connection,
      Duration rest,
      HttpRequest request,
      NanoClock clock,
      BooleanSupplier stopped) {
    long from = connection.lastUse();
    long left = rest.toNanos();
    while (left > 0 && !stopped.getAsBoolean()) {
      @Nullable WireEnd end = connection.idle(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
      long passed = clock.nanos() - from;
      if (end != null) {
        return new Ended(Duration.ofNanos(passed), farewell(end));
      }
      left = rest.toNanos() - passed;
    }
    Duration rested = Duration.ofNanos(clock.nanos() - from);
    Attempt second = connection.exchange(request);
    return switch (second.ending()) {
      case Ending.Lost lost -> new Gone(rested, farewell(lost.how()));
      case Ending.Answered _ -> new Answered(rested);
      case Ending _ -> new Unusable(second.code());
    };
  }

  private static Farewell farewell(WireEnd end) {
    return switch (end) {
      case FIN, CLOSE_NOTIFY -> Farewell.FIN;
      case RESET -> Farewell.RESET;
      case TIMEOUT -> Farewell.SILENCE;
    };
  }
}

package dev.whichhop.app.commands.probe;

import dev.whichhop.probe.load.LoadPlan;
import dev.whichhop.probe.load.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many requests, how fast; careful unless told that more is meant. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class LoadOptions {
  /** What a service that is in trouble already can bear from a tool that is to find out why. */
  private static final double CAREFUL_RATE = 100;

  private static final long CAREFUL_REQUESTS = 10_000;
  private static final int CAREFUL_CONNECTIONS = 64;
  private static final Duration CAREFUL_DURATION = Duration.ofSeconds(60);

  private static final long REQUESTS_TO_EACH_HOP = 10;
  private static final int CONNECTIONS_AT_A_RATE = 64;
  private static final Duration USUAL_DURATION = Duration.ofSeconds(10);

  @Option(
      names = {"-n", "--requests"},
      paramLabel = "COUNT",
      description = "So many requests (default: 1, or what fits into --duration).")
  private @Nullable Long requests;

  @Option(
      names = "--rate",
      paramLabel = "PER_SECOND",
      description =
          "So many a second, whether earlier ones are answered or not; latencies count from when"
              + " each was due.")
  private @Nullable Double rate;

  @Option(
      names = "--concurrency",
      paramLabel = "COUNT",
      description =
          "So many callers, each of which sends again when it is answered (default: 1); with"
              + " --rate: at most so many under way (default: 64).")
  private @Nullable Integer concurrency;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "No request begins later (default: 10s, or until --requests are sent).")
  private @Nullable String duration;

  @Option(
      names = "--fail-if",
      paramLabel = "LIMIT",
      description =
          "Exit status 1 when this holds and only then, as 'empty-reply>0.1%%', '5xx>10',"
              + " 'p99>250ms'; may be given several times.")
  private List<String> limits = new ArrayList<>();

  @Option(
      names = "--yes",
      description = "More than 100 a second, 64 at once, 10000 in all or 60 s are meant.")
  private boolean meant;

  /** False for a single request. */
  boolean wanted() {
    return requests != null || rate != null || concurrency != null || duration != null;
  }

  List<Threshold> thresholds() throws WrongOptions {
    List<Threshold> all = new ArrayList<>();
    for (String limit : limits) {
      try {
        all.add(Threshold.parse(limit));
      } catch (IllegalArgumentException e) {
        throw new WrongOptions("--fail-if: " + e.getMessage());
      }
    }
    return all;
  }

  /** A few requests to each place unless told otherwise. */
  LoadPlan planForHops() throws WrongOptions {
    if (!wanted()) {
      requests = REQUESTS_TO_EACH_HOP;
    }
    return plan();
  }

  LoadPlan plan() throws WrongOptions {
    long count = requests == null ? Long.MAX_VALUE : requests;
    Duration longest = duration == null ? USUAL_DURATION : Patience.parse("--duration", duration);
    if (duration == null && requests != null) {
      longest = meant ? Duration.ofDays(1) : CAREFUL_DURATION;
    }
    int connections = concurrency != null ? concurrency : rate != null ? CONNECTIONS_AT_A_RATE : 1;
    if (count < 1 || connections < 1 || (rate != null && !(rate > 0))) {
      throw new WrongOptions("--requests, --concurrency and --rate: expected more than 0");
    }
    if (!meant) {
      careful("--rate", rate == null ? 0 : rate, CAREFUL_RATE);
      careful("--requests", requests == null ? 0 : (double) requests, CAREFUL_REQUESTS);
      careful("--concurrency", connections, CAREFUL_CONNECTIONS);
      careful("--duration (seconds)", longest.toMillis() / 1e3, CAREFUL_DURATION.toMillis() / 1e3);
    }
    LoadPlan.Pace pace = rate == null ? new LoadPlan.Pace.Closed() : new LoadPlan.Pace.Open(rate);
    return new LoadPlan(pace, connections, count, longest);
  }

  private static void careful(String option, double asked, double limit) throws WrongOptions {
    if (asked > limit) {
      throw new WrongOptions(
          "%s: at most %.0f without --yes, since this may hurt a service that others use"
              .formatted(option, limit));
    }
  }
}

package dev.whichhop.probe.load;

import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.EndingCodes;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * A limit that a load must keep, as {@code empty-reply>0.1%}, {@code 5xx>10} or {@code p99>250ms}.
 *
 * @param text as the user wrote it
 */
public record Threshold(String text, Measure measure, double limit) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z0-9.-]+)\\s*>\\s*(\\d+(?:\\.\\d+)?)\\s*(%|us|ms|s)?\\s*");
  private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d+)?|100)");
  private static final Pattern STATUS = Pattern.compile("([1-5])xx");

  /** What is held against the limit. */
  public sealed interface Measure {
    /** Latency in microseconds. */
    record Percentile(double percent) implements Measure {}

    /** Share of all requests, in percent. */
    record Share(String name) implements Measure {}

    record Count(String name) implements Measure {}
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it cannot be read; the message says what was expected
   */
  public static Threshold parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "expected NAME>LIMIT as in 'empty-reply>0.1%', '5xx>10' or 'p99>250ms', found " + text);
    }
    String name = form.group(1);
    double value = Double.parseDouble(form.group(2));
    String unit = form.group(3) == null ? "" : form.group(3);
    Matcher percentile = PERCENTILE.matcher(name);
    if (percentile.matches()) {
      double micros =
          switch (unit) {
            case "us" -> value;
            case "ms" -> value * 1e3;
            case "s" -> value * 1e6;
            default -> throw new IllegalArgumentException("expected us, ms or s in " + text);
          };
      double percent = Double.parseDouble(percentile.group(1));
      return new Threshold(text.strip(), new Measure.Percentile(percent), micros);
    }
    if (!known(name)) {
      throw new IllegalArgumentException(
          name
              + " is no way in which a request ends; for example: failed, 5xx, http-503, "
              + "empty-reply, reset, timeout, refused, tls; all stand in docs/probe.md");
    }
    return switch (unit) {
      case "" -> new Threshold(text.strip(), new Measure.Count(name), value);
      case "%" -> new Threshold(text.strip(), new Measure.Share(name), value);
      default -> throw new IllegalArgumentException("expected a count or a share (%) in " + text);
    };
  }

  private static boolean known(String name) {
    String fresh = name.replaceFirst("-reused$", "");
    return name.equals("failed")
        || STATUS.matcher(name).matches()
        || EndingCodes.isKnown(fresh)
        || family(name);
  }

  private static boolean family(String name) {
    for (ClientFailure one : ClientFailure.values()) {
      if (one != ClientFailure.NONE && word(one).equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static String word(ClientFailure failure) {
    return failure.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What was measured, in the unit of the limit. */
  public double measured(LoadResult result) {
    return switch (measure) {
      case Measure.Count count -> count(count.name(), result);
      case Measure.Share share ->
          result.requests() == 0 ? 0 : 100.0 * count(share.name(), result) / result.requests();
      case Measure.Percentile percentile -> {
        Histogram all = result.latencies();
        yield all.getTotalCount() == 0 ? 0 : all.getValueAtPercentile(percentile.percent());
      }
    };
  }

  public boolean exceeded(LoadResult result) {
    return measured(result) > limit;
  }

  /** How many requests ended in the way of that name. */
  public static long count(String name, LoadResult result) {
    return result.outcomes().stream()
        .filter(one -> matches(name, one))
        .mapToLong(Outcome::count)
        .sum();
  }

  private static boolean matches(String name, Outcome outcome) {
    Matcher status = STATUS.matcher(name);
    if (status.matches()) {
      return outcome.ending() instanceof Ending.Answered answered
          && answered.status() / 100 == Integer.parseInt(status.group(1));
    }
    return (name.equals("failed") && outcome.failed())
        || outcome.code().equals(name)
        || outcome.ending().code().equals(name)
        || word(outcome.ending().failure()).equals(name);
  }
}

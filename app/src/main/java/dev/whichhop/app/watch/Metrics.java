package dev.whichhop.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the watch knows, in the text format of Prometheus (exposition format 0.0.4). Labels are
 * words of ours, status codes and response flags: none comes from a request, so their number is
 * bounded. For many threads.
 */
public final class Metrics {
  /** The content type of {@link #text()}. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private @Nullable Reading last;
  private Instant at = Instant.EPOCH;
  private Duration took = Duration.ZERO;
  private long done;
  private long failed;
  private long changes;

  synchronized void looked(Reading reading, Instant ended, Duration lasted) {
    last = reading;
    took = lasted;
    if (reading.why().isEmpty()) {
      at = ended;
      done++;
    } else {
      failed++;
    }
  }

  synchronized void changed() {
    changes++;
  }

  /** When the last look ended that could look; the epoch before the first. */
  public synchronized Instant lastLook() {
    return at;
  }

  /** All metrics as they stand. */
  public synchronized String text() {
    Page page = new Page();
    page.family("whichhop_state", "gauge", "1 for what the last look says, 0 for the others.");
    for (State state : State.values()) {
      page.sample("whichhop_state", is(state) ? 1 : 0, "state", state.word());
    }
    page.family("whichhop_cause", "gauge", "Probability of each cause of the verdict, 0 to 1.");
    Map<List<String>, Double> causes = new LinkedHashMap<>();
    for (Reading.Blame one : last == null ? List.<Reading.Blame>of() : last.blamed()) {
      causes.merge(List.of(one.cause(), one.hop()), one.confidence(), Math::max);
    }
    causes.forEach((labels, sure) ->
        page.sample("whichhop_cause", sure, "cause", labels.get(0), "hop", labels.get(1)));
    page.family(
        "whichhop_failed_requests", "gauge", "Requests within the last window that failed.");
    Map<List<String>, Long> failures = new LinkedHashMap<>();
    for (Reading.Failing one : last == null ? List.<Reading.Failing>of() : last.failing()) {
      List<String> labels =
          List.of(one.hop(), one.status() < 0 ? "" : "" + one.status(), one.flags());
      failures.merge(labels, one.count(), Long::sum);
    }
    failures.forEach((labels, count) ->
        page.sample(
            "whichhop_failed_requests",
            count,
            "hop",
            labels.get(0),
            "status",
            labels.get(1),
            "flags",
            labels.get(2)));
    page.family(
        "whichhop_missing_evidence",
        "gauge",
        "Things that the last look asked for and did not get.");
    page.sample("whichhop_missing_evidence", last == null ? 0 : last.gaps().size());
    page.family("whichhop_looks_total", "counter", "Looks, by whether the cluster could be asked.");
    page.sample("whichhop_looks_total", done, "result", "done");
    page.sample("whichhop_looks_total", failed, "result", "failed");
    page.family("whichhop_changes_total", "counter", "Changes of state that were told.");
    page.sample("whichhop_changes_total", changes);
    page.family(
        "whichhop_last_look_timestamp_seconds",
        "gauge",
        "When the last look that could look ended.");
    page.sample("whichhop_last_look_timestamp_seconds", at.toEpochMilli() / 1000.0);
    page.family("whichhop_look_duration_seconds", "gauge", "How long the last look took.");
    page.sample("whichhop_look_duration_seconds", took.toMillis() / 1000.0);
    return page.text.toString();
  }

  private boolean is(State state) {
    return (last == null ? State.BLIND : last.state()) == state;
  }

  private static final class Page {
    private final StringBuilder text = new StringBuilder();

    void family(String name, String type, String help) {
      text.append("# HELP ").append(name).append(' ').append(help).append('\n');
      text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void sample(String name, double value, String... labels) {
      text.append(name);
      for (int i = 0; i < labels.length; i += 2) {
        text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
        text.append(escaped(labels[i + 1])).append('"');
      }
      text.append(labels.length == 0 ? "" : "}").append(' ');
      boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
      text.append(whole ? "" + (long) value : String.format(Locale.ROOT, "%.3f", value));
      text.append('\n');
    }

    private static String escaped(String value) {
      return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
  }
}

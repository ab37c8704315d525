package dev.whichhop.evidence.format;

import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.log.Durations;
import dev.whichhop.records.log.FailureText;
import dev.whichhop.records.log.LeadingTime;
import dev.whichhop.records.log.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The results of a {@code curl -w} loop, with the error lines that stand before them. */
final class CurlResults {
  /** curl ends a little after its limit. */
  private static final double LIMIT_SLACK = 1.1;

  private final TextFile file;
  private final CurlCommand command;
  private String instance;
  private final BundleBuilder into;
  private @Nullable Instant day;
  private boolean dateUnknown;
  private int count;
  private int errorCode;
  private String errorText = "";
  private String errorLine = "";
  private String errorUrl = "";
  private @Nullable Instant errorTime;
  private @Nullable Place errorPlace;
  private boolean errorRepeated;

  CurlResults(TextFile file, CurlCommand command, String instance, BundleBuilder into) {
    this.file = file;
    this.command = command;
    this.instance = instance;
    this.into = into;
  }

  boolean dateUnknown() {
    return dateUnknown;
  }

  /** The day of what follows, from a {@code date} line. */
  void date(Instant date) {
    day = date.truncatedTo(ChronoUnit.DAYS);
  }

  void line(String line, Place at) {
    String heading = CallerHeading.of(line);
    if (!heading.isEmpty()) {
      flushError();
      instance = heading;
      return;
    }
    if (line.startsWith("#")) {
      return;
    }
    int curl = line.indexOf("curl: (");
    if (curl >= 0) {
      flushError();
      error(line, curl, at);
      return;
    }
    if (line.contains("wget: ") || line.contains("awaiting response... ")) {
      wget(line, at);
      return;
    }
    int terminated = line.indexOf("command terminated with exit code ");
    if (terminated >= 0 && errorPlace != null) {
      // kubectl exec repeats the exit code of the error that curl itself has just told.
      return;
    }
    if (terminated >= 0 && count == 0 && CurlCommand.isRequest(file.command())) {
      errorCode = number(line, terminated + 34);
      remember("exit code " + errorCode, line, at);
      flushError();
      return;
    }
    CurlResultLine result = CurlResultLine.of(line);
    if (result == null) {
      spoken(line, at);
      return;
    }
    boolean continued = errorPlace != null && result.status() == 0;
    if (!continued) {
      flushError();
    }
    for (int i = 0; i < result.statuses(); i++) {
      add(result, line, at);
    }
    forget();
  }

  /**
   * A script's own word for an attempt without an answer; it has a time as the results have. Behind
   * curl's error it is the same attempt. {@code * } begins what curl -v says with --trace-time.
   */
  private void spoken(String line, Place at) {
    LeadingTime time = LeadingTime.of(line, 0, 1970);
    String text = time == null ? "" : line.substring(time.end()).strip();
    ClientFailure failure = FailureText.of(text).failure();
    if (time == null || failure == ClientFailure.NONE || text.startsWith("* ")) {
      return;
    }
    if (errorPlace != null && !errorRepeated) {
      errorRepeated = true;
      errorTime = errorTime == null ? instant(time) : errorTime;
      return;
    }
    flushError();
    count++;
    into.add(
        builder(at, "", line)
            .time(instant(time))
            .status(0)
            .clientFailure(failure)
            .details(text)
            .build());
  }

  private void error(String line, int curl, Place at) {
    int close = line.indexOf(')', curl);
    errorCode = number(line, curl + 7);
    LeadingTime time = LeadingTime.of(line, 0, 1970);
    errorTime = time == null ? null : instant(time);
    int url = line.indexOf("http");
    errorUrl = url >= 0 && url < curl ? line.substring(url, line.indexOf(' ', url)) : "";
    remember(close < 0 ? line : line.substring(close + 1).strip(), line, at);
  }

  private void remember(String text, String line, Place at) {
    errorText = text;
    errorLine = line;
    errorPlace = at;
  }

  private void forget() {
    errorPlace = null;
    errorText = "";
    errorCode = 0;
    errorTime = null;
    errorUrl = "";
    errorRepeated = false;
  }

  /** An error that no result line followed is a request of its own. */
  private void flushError() {
    if (errorPlace == null) {
      return;
    }
    int after = errorText.indexOf(" after ");
    Duration duration = after < 0 ? null : Durations.parse(errorText, after + 7);
    ClientFailure failure = CurlFailure.of(errorCode, errorText, true);
    count++;
    into.add(
        builder(errorPlace, errorUrl, errorLine)
            .time(errorTime)
            .duration(duration)
            .status(failure == ClientFailure.NONE ? -1 : 0)
            .clientFailure(failure)
            .details(errorText)
            .build());
    forget();
  }

  private void add(CurlResultLine result, String line, Place at) {
    count++;
    Instant time = result.time() == null ? errorTime : instant(result.time());
    ClientFailure failure = ClientFailure.NONE;
    if (result.status() == 0) {
      int code = result.exit() > 0 ? result.exit() : errorCode;
      String text = errorText.isEmpty() ? line : errorText;
      failure = code > 0 ? CurlFailure.of(code, text, connected(result)) : unnamed(result);
    }
    into.add(
        builder(at, result.url(), errorPlace == null ? line : errorLine + " / " + line)
            .time(time)
            .duration(Durations.ofSeconds(result.seconds()))
            .status(result.status())
            .clientFailure(failure)
            .details(errorText.isEmpty() && result.exit() > 0 ? "exit=" + result.exit() : errorText)
            .upstreamHost(result.address())
            .build());
  }

  private static boolean connected(CurlResultLine result) {
    return result.connected() && (result.exit() > 0 || !result.address().isEmpty());
  }

  /** {@code 000} without an exit code: a limit that was reached tells, else it stays open. */
  private ClientFailure unnamed(CurlResultLine result) {
    if (reached(command.connectLimit(), result.seconds())) {
      return ClientFailure.CONNECT_TIMEOUT;
    }
    return reached(command.limit(), result.seconds()) ? ClientFailure.TIMEOUT : ClientFailure.OTHER;
  }

  private static boolean reached(@Nullable Duration limit, double seconds) {
    double most = limit == null ? 0 : limit.toMillis() / 1000.0;
    return most > 0 && seconds >= most && seconds < most * LIMIT_SLACK + 0.5;
  }

  private void wget(String line, Place at) {
    int answer = line.indexOf("awaiting response... ");
    int error = line.indexOf("HTTP/1.");
    int status = answer >= 0 ? number(line, answer + 21) : error >= 0 ? number(line, error + 9) : 0;
    count++;
    into.add(
        builder(at, "", line)
            .status(status)
            .details(status > 0 ? "" : line)
            .clientFailure(
                status > 0 ? ClientFailure.NONE : CurlFailure.of(0, "connect: " + line, true))
            .build());
  }

  private Observation.Builder builder(Place at, String lineUrl, String raw) {
    Target url = Target.of(lineUrl.isEmpty() ? command.url() : lineUrl);
    return Observation.builder(new Vantage(Hop.CLIENT, Side.CALLER, instance), at)
        .method(command.method().toUpperCase(Locale.ROOT))
        .path(url.path())
        .authority(command.host().isEmpty() ? url.authority() : command.host())
        .raw(raw);
  }

  private Instant instant(LeadingTime time) {
    if (time.known() == LeadingTime.Known.FULL) {
      return time.time();
    }
    if (day == null) {
      dateUnknown = true;
      return time.time();
    }
    return day.plus(Duration.between(Instant.EPOCH, time.time()));
  }

  private static int number(String text, int at) {
    int value = 0;
    for (int i = at; i < text.length() && i < at + 4 && Character.isDigit(text.charAt(i)); i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }

  void end() {
    flushError();
  }
}

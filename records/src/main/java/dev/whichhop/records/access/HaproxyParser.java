package dev.whichhop.records.access;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HAProxy's {@code tcplog} and {@code httplog} (configuration manual, sections 8.2.2, 8.2.3 and
 * 8.5).
 *
 * <p>HAProxy is the caller of what stands behind it, so its termination state tells how the request
 * ended there: the first letter who ended it ({@code S} the server, {@code s} a time-out on the
 * server's side, {@code C} and {@code c} the client), the second in which phase ({@code C} while
 * connecting, {@code H} waiting for the head of the answer, {@code D} during the data). The manual
 * says that its times are local; they are taken for UTC, for the line does not name the zone.
 */
final class HaproxyParser implements LineParser {
  private static final Pattern LINE =
      Pattern.compile(
          "haproxy\\[\\d+\\]: (?<client>\\S+:\\d+) \\[(?<time>\\d{2}/[A-Z][a-z]{2}/\\d{4}:[\\d:.]{8,12})\\]"
              + " \\S+ (?<backend>[^/ ]+)/(?<server>\\S+) (?<times>[-+\\d/]+)"
              + "(?: (?<status>\\d{3}|-1))? \\+?(?<bytes>\\d+)(?: \\S+ \\S+)?"
              + " (?<who>[-CSPRILDUKcs])(?<phase>[-RQCHDLT])\\S{0,2} \\S+ \\S+(?<rest>.*)");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss[.SSS]", Locale.ENGLISH);

  private final TextCache cache = new TextCache();

  @Override
  public String format() {
    return "haproxy-access";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    int name = line.indexOf("haproxy[");
    if (name < 0 || name > 100) {
      return Optional.empty();
    }
    Matcher match = LINE.matcher(line).region(name, line.length());
    if (!match.lookingAt()) {
      return Optional.empty();
    }
    LocalDateTime time;
    try {
      time = LocalDateTime.parse(match.group("time"), TIME);
    } catch (DateTimeParseException noDate) {
      return Optional.empty();
    }
    String[] times = match.group("times").split("/");
    Observation.Builder builder =
        Observation.builder(
                new Vantage(Hop.CLIENT, Side.CALLER, cache.same(match.group("backend"))),
                context.place())
            .time(time.toInstant(ZoneOffset.UTC))
            .duration(milliseconds(times[times.length - 1]))
            .upstreamHost(cache.same(match.group("server")))
            .bytesSent(Long.parseLong(match.group("bytes")));
    AccessField.DOWNSTREAM_REMOTE_ADDRESS.set(builder, match.group("client"), cache);
    String status = match.group("status");
    boolean answered = status != null && !status.equals("-1");
    ClientFailure failure = failure(match.group("who").charAt(0), match.group("phase").charAt(0));
    if (answered) {
      builder.status(Integer.parseInt(status));
    } else {
      // A tunnel that ended as it should is a success; it has no status of its own.
      builder.status(failure == ClientFailure.NONE ? 200 : 0);
    }
    int quote = match.group("rest").indexOf('"');
    if (quote >= 0) {
      String request = match.group("rest").substring(quote + 1).replaceFirst("\"$", "");
      RequestLine.of(request).set(builder, cache);
    }
    builder
        .clientFailure(failure)
        .details(
            failure == ClientFailure.NONE
                ? ""
                : cache.same("termination_state=" + match.group("who") + match.group("phase")));
    return Optional.of(new Parsed.OfRequest(builder.raw(line).build()));
  }

  /** What the server side did; what the client or HAProxy itself ended is no failure of it. */
  private static ClientFailure failure(char who, char phase) {
    return switch (who) {
      case 's' ->
          switch (phase) {
            case 'C' -> ClientFailure.CONNECT_TIMEOUT;
            default -> ClientFailure.TIMEOUT;
          };
      case 'S' ->
          switch (phase) {
            case 'C' -> ClientFailure.REFUSED;
            case 'H' -> ClientFailure.EMPTY_REPLY;
            case 'D', 'L', 'T' -> ClientFailure.PARTIAL;
            default -> ClientFailure.OTHER;
          };
      default -> ClientFailure.NONE;
    };
  }

  private static @Nullable Duration milliseconds(String text) {
    try {
      long value = Long.parseLong(text.startsWith("+") ? text.substring(1) : text);
      return value < 0 ? null : Duration.ofMillis(value);
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }
}

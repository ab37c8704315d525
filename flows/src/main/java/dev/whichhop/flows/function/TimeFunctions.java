package dev.whichhop.flows.function;

import static dev.whichhop.flows.function.Function.Kind.NUMBER;
import static dev.whichhop.flows.function.Function.Kind.TEXT;
import static dev.whichhop.flows.function.Function.Kind.TIME;

import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Functions of times, and of the time of the query itself.
 *
 * <p>Source: CWL_QuerySyntax-operations-functions.
 */
final class TimeFunctions {
  private TimeFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
            "fromMillis(number)",
            1,
            1,
            TIME,
            arguments ->
                milliseconds(arguments.getFirst())
                    .<Value>map(Value.Time::new)
                    .orElse(Value.MISSING)),
        ScalarFunction.of(
            "toMillis(time)",
            1,
            1,
            NUMBER,
            arguments -> milliseconds(arguments.getFirst()).map(Value::of).orElse(Value.MISSING)),
        ScalarFunction.of("parseDate(text, pattern[, zone])", 2, 3, NUMBER, TimeFunctions::parse)
            .assuming(Assumption.DETAILS),
        ScalarFunction.of("formatDate(time, format[, zone])", 2, 3, TEXT, TimeFunctions::format)
            .alias("strftime")
            .assuming(Assumption.DETAILS),
        ofQuery("now()", moment -> Math.floorDiv(moment.now(), 1000L)),
        ofQuery("queryStartTime()", Moment::start),
        ofQuery("queryEndTime()", Moment::end),
        ofQuery("queryTimeRange()", moment -> moment.end() - moment.start()));
  }

  private static ScalarFunction ofQuery(String signature, ToDoubleFunction<Moment> value) {
    return new ScalarFunction(
        signature.substring(0, signature.indexOf('(')),
        List.of(),
        signature,
        0,
        0,
        NUMBER,
        Set.of(),
        (arguments, moment) -> Value.of(value.applyAsDouble(moment)));
  }

  private static Optional<Long> milliseconds(Value value) {
    OptionalDouble number = value.number();
    return number.isEmpty() || Math.abs(number.getAsDouble()) > Periods.FARTHEST
        ? Optional.empty()
        : Optional.of((long) number.getAsDouble());
  }

  /** The time zone of an optional third argument; UTC without one, nothing for an unknown one. */
  private static Optional<ZoneId> zone(List<Value> arguments) {
    if (arguments.size() < 3) {
      return Optional.of(ZoneOffset.UTC);
    }
    @Nullable String name = arguments.get(2).text();
    try {
      return name == null ? Optional.empty() : Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Value parse(List<Value> arguments) {
    String text = arguments.getFirst().text();
    String pattern = arguments.get(1).text();
    Optional<ZoneId> zone = zone(arguments);
    if (text == null || pattern == null || zone.isEmpty()) {
      return Value.MISSING;
    }
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
              .parseBest(
                  text,
                  ZonedDateTime::from,
                  OffsetDateTime::from,
                  LocalDateTime::from,
                  LocalDate::from);
      return Value.of(instant(parsed, zone.get()).toEpochMilli());
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      return Value.MISSING;
    }
  }

  private static Instant instant(TemporalAccessor parsed, ZoneId zone) {
    return switch (parsed) {
      case ZonedDateTime zoned -> zoned.toInstant();
      case OffsetDateTime offset -> offset.toInstant();
      case LocalDateTime local -> local.atZone(zone).toInstant();
      case LocalDate date -> date.atStartOfDay(zone).toInstant();
      default -> Instant.from(parsed);
    };
  }

  private static Value format(List<Value> arguments) {
    Optional<Long> milliseconds = milliseconds(arguments.getFirst());
    String format = arguments.get(1).text();
    Optional<ZoneId> zone = zone(arguments);
    if (milliseconds.isEmpty() || format == null || zone.isEmpty()) {
      return Value.MISSING;
    }
    return Strftime.of(format)
        .map(strftime ->
            Value.of(strftime.format(Instant.ofEpochMilli(milliseconds.get()).atZone(zone.get()))))
        .orElse(Value.MISSING);
  }
}

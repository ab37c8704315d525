package dev.whichhop.diagnosis.narrow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as somebody writes it. Without an offset it is UTC, as in the logs; a time of day
 * alone means that time on each day of the evidence.
 */
public final class Moment {
  private final String text;
  private final @Nullable Instant instant;
  private final @Nullable LocalTime timeOfDay;

  private Moment(String text, @Nullable Instant instant, @Nullable LocalTime timeOfDay) {
    this.text = text;
    this.instant = instant;
    this.timeOfDay = timeOfDay;
  }

  /** Reads ISO-8601 with or without offset, a blank for the T, or a time of day; else empty. */
  public static Optional<Moment> parse(String text) {
    String iso = text.strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
    try {
      if (iso.matches("\\d\\d:\\d\\d.*")) {
        return Optional.of(new Moment(text, null, LocalTime.parse(iso)));
      }
      boolean offset = iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$") && iso.indexOf('T') > 0;
      Instant instant =
          offset
              ? OffsetDateTime.parse(iso.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      return Optional.of(new Moment(text, instant, null));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  /** Empty where it is a time of day, on whichever day. */
  public Optional<Instant> instant() {
    return Optional.ofNullable(instant);
  }

  /** The instants that are meant, given the times of the evidence. */
  List<Instant> among(Collection<Instant> times) {
    if (instant != null) {
      return List.of(instant);
    }
    TreeSet<LocalDate> days = new TreeSet<>();
    times.forEach(time -> days.add(time.atOffset(ZoneOffset.UTC).toLocalDate()));
    return days.stream()
        .map(day -> day.atTime(timeOfDay == null ? LocalTime.MIN : timeOfDay))
        .map(local -> local.toInstant(ZoneOffset.UTC))
        .toList();
  }

  /** How far {@code time} is from the nearest of the instants. */
  static Duration distance(Instant time, List<Instant> instants) {
    return instants.stream()
        .map(one -> Duration.between(one, time).abs())
        .min(Duration::compareTo)
        .orElse(ChronoUnit.FOREVER.getDuration());
  }

  @Override
  public String toString() {
    return text;
  }
}

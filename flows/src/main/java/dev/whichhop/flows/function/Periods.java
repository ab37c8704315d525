package dev.whichhop.flows.function;

import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.PeriodUnit;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * Rounding of moments to periods, in UTC.
 *
 * <p>Up to days, periods are counted from 1970. Weeks begin on Monday, months, quarters and years
 * with the calendar; several of them are counted from the week of 5 January 1970 and from January
 * 1970. Only the caps are documented.
 */
public final class Periods {
  /** Moments beyond the year 9999 are no times of a log. */
  public static final double FARTHEST = 253_402_300_799_999.0;

  private static final LocalDate FIRST_MONDAY = LocalDate.of(1970, 1, 5);

  private Periods() {}

  /**
   * The amount that CloudWatch really uses: {@code 300s} is {@code 60s}.
   *
   * <p>Source: CWL_QuerySyntax-operations-functions, caps of datetime functions.
   */
  public static long capped(Period period) {
    return Math.clamp(
        period.amount(),
        1,
        switch (period.unit()) {
          case MILLISECOND -> 1000;
          case SECOND, MINUTE -> 60;
          case HOUR -> 24;
          case DAY, WEEK, MONTH, QUARTER, YEAR -> 10_000;
        });
  }

  /** The last beginning of a period that is not after the moment. */
  public static long floor(long milliseconds, Period period) {
    long amount = capped(period);
    return switch (period.unit()) {
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> {
        long length = fixed(period.unit()) * amount;
        yield Math.floorDiv(milliseconds, length) * length;
      }
      case WEEK -> {
        LocalDate monday =
            date(milliseconds).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        long weeks = (monday.toEpochDay() - FIRST_MONDAY.toEpochDay()) / 7;
        yield start(FIRST_MONDAY.plusWeeks(Math.floorDiv(weeks, amount) * amount));
      }
      case MONTH, QUARTER, YEAR -> {
        LocalDate date = date(milliseconds);
        long months = (date.getYear() - 1970) * 12L + date.getMonthValue() - 1;
        long length = months(period.unit()) * amount;
        yield start(LocalDate.EPOCH.plusMonths(Math.floorDiv(months, length) * length));
      }
    };
  }

  /** The beginning of the period after the one that begins at a moment. */
  public static long next(long start, Period period) {
    long amount = capped(period);
    return switch (period.unit()) {
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> start + fixed(period.unit()) * amount;
      case WEEK -> start(date(start).plusWeeks(amount));
      case MONTH, QUARTER, YEAR -> start(date(start).plusMonths(months(period.unit()) * amount));
    };
  }

  /** How long a period is; of months, quarters and years their average. */
  public static long milliseconds(Period period) {
    long amount = period.amount();
    return switch (period.unit()) {
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> fixed(period.unit()) * amount;
      case WEEK -> Duration.ofDays(7).toMillis() * amount;
      case MONTH, QUARTER, YEAR -> months(period.unit()) * amount * 2_629_746_000L;
    };
  }

  private static long fixed(PeriodUnit unit) {
    return switch (unit) {
      case MILLISECOND -> 1;
      case SECOND -> 1000;
      case MINUTE -> 60_000;
      case HOUR -> 3_600_000;
      case DAY -> 86_400_000;
      case WEEK, MONTH, QUARTER, YEAR -> throw new IllegalArgumentException(unit.name());
    };
  }

  private static long months(PeriodUnit unit) {
    return switch (unit) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR -> 12;
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK ->
          throw new IllegalArgumentException(unit.name());
    };
  }

  private static LocalDate date(long milliseconds) {
    return Instant.ofEpochMilli(milliseconds).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static long start(LocalDate date) {
    return date.toEpochDay() * 86_400_000;
  }
}

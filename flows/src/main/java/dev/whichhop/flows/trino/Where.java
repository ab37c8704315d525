package dev.whichhop.flows.trino;

import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Operator;
import dev.whichhop.records.flowlog.FlowLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a time: by the start of the record, and by the folders that can hold such ones. */
final class Where {
  /** The field that a record's time is taken from. */
  static final String START = "startTime";

  private static final long FIRST_MILLISECONDS = FlowLine.MOST_SECONDS + 1;

  /** A folder is of the time of delivery, which {@code DeliveryPeriod} knows to half an hour. */
  private static final int DAYS_OFF = 1;

  private Where() {}

  /** Null when all rows are of that time. */
  static @Nullable Sql of(TrinoTable table, Interval interval) {
    TrinoColumn start = table.columns().get(START);
    if (interval.isAlways() || start == null || start.kind() != TrinoColumn.Kind.INTEGER) {
      return null; // what is fetched is looked at once more
    }
    Sql within = within(start.value(), interval);
    Sql folders = folders(table.partitions(), interval);
    return folders == null ? within : Sql.and(folders, within);
  }

  private static Sql within(Sql start, Interval interval) {
    Instant from = interval.from() == null ? Instant.EPOCH : interval.from();
    Instant to = interval.to() == null ? Instant.ofEpochMilli(Long.MAX_VALUE) : interval.to();
    long fromMillis = from.toEpochMilli();
    long toMillis = to.toEpochMilli();
    Sql seconds =
        between(
            start,
            Math.ceilDiv(fromMillis, 1000),
            Math.min(toMillis / 1000, FlowLine.MOST_SECONDS));
    Sql millis = between(start, Math.max(fromMillis, FIRST_MILLISECONDS), toMillis);
    return Sql.first(Sql.or(Sql.or(seconds, millis), new Sql.IsNull(start)), new Sql.Truth(false));
  }

  /** The time of a record whose start is this, in milliseconds since 1970. */
  static Sql milliseconds(Sql start) {
    return Sql.when(
        Sql.infix(start, Operator.LESS_OR_EQUAL, new Sql.Whole(FlowLine.MOST_SECONDS)),
        Sql.infix(start, Operator.MULTIPLY, new Sql.Whole(1000)),
        start);
  }

  private static Sql between(Sql value, long least, long most) {
    return Sql.and(
        Sql.infix(value, Operator.GREATER_OR_EQUAL, new Sql.Whole(least)),
        Sql.infix(value, Operator.LESS_OR_EQUAL, new Sql.Whole(most)));
  }

  /**
   * AWS' Hive-compatible folders ({@code year=2026/month=03/day=02}, VPC guide, "Flow log files"):
   * only there the order of texts is the order of days.
   */
  private static @Nullable Sql folders(List<String> partitions, Interval interval) {
    if (!partitions.containsAll(List.of("year", "month", "day"))) {
      return null;
    }
    Sql day =
        Sql.infix(
            Sql.infix(padded("year", 4), Operator.CONCATENATE, padded("month", 2)),
            Operator.CONCATENATE,
            padded("day", 2));
    Sql from =
        interval.from() == null
            ? new Sql.Truth(true)
            : Sql.infix(
                day, Operator.GREATER_OR_EQUAL, text(date(interval.from()).minusDays(DAYS_OFF)));
    Sql to =
        interval.to() == null
            ? new Sql.Truth(true)
            : Sql.infix(day, Operator.LESS_OR_EQUAL, text(date(interval.to()).plusDays(DAYS_OFF)));
    return Sql.and(from, to);
  }

  private static Sql padded(String column, int width) {
    return Sql.call(
        "lpad",
        new Sql.Cast(new Sql.Column(column), Sql.Type.TEXT),
        new Sql.Whole(width),
        new Sql.Text("0"));
  }

  private static LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static Sql text(LocalDate date) {
    return new Sql.Text(date.toString().replace("-", ""));
  }
}

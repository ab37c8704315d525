package dev.whichhop.flows.reference;

import dev.whichhop.flows.analysis.AutoregressColumns;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.Columns;
import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands that look at neighbouring rows, in the order that the rows have. */
final class Series {
  private Series() {}

  /** The sum up to each row; a row without a number keeps it. */
  static List<Row> accumulate(Command.Accumulate accumulate, List<Row> rows) {
    String name = Columns.name(accumulate);
    List<Row> result = new ArrayList<>();
    double sum = 0;
    for (Row row : rows) {
      sum += row.get(accumulate.field()).number().orElse(0);
      result.add(row.with(name, Value.of(sum)));
    }
    return result;
  }

  static List<Row> autoregress(Command.Autoregress autoregress, List<Row> rows) {
    List<String> names = AutoregressColumns.of(autoregress);
    List<Row> result = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Map<String, Value> values = new LinkedHashMap<>();
      for (int n = 0; n < names.size(); n++) {
        int back = i - autoregress.first() - n;
        values.put(
            names.get(n), back < 0 ? Value.MISSING : rows.get(back).get(autoregress.field()));
      }
      result.add(rows.get(i).with(values));
    }
    return result;
  }

  /** A missing value becomes that of the row before. */
  static List<Row> fillDown(Command.FillDown fill, List<String> columns, List<Row> rows) {
    List<String> names =
        fill.names().isEmpty()
            ? columns
            : columns.stream().filter(column -> isNamed(column, fill.names())).toList();
    Map<String, Value> last = new HashMap<>();
    List<Row> result = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Value> values = new LinkedHashMap<>();
      for (String name : names) {
        Value value = row.get(name);
        Value filled = value.isMissing() ? last.getOrDefault(name, Value.MISSING) : value;
        last.put(name, filled);
        values.put(name, filled);
      }
      result.add(row.with(values));
    }
    return result;
  }

  private static boolean isNamed(String column, List<String> names) {
    return names.stream()
        .map(name ->
            Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
        .anyMatch(column::matches);
  }

  /**
   * Numbers a row's session: the rows of the same values that lie, in time, within the longest span
   * after the first of them; without a span, all of them.
   */
  static List<Row> sessionize(Command.Sessionize sessionize, List<Row> rows) {
    long longest =
        sessionize.longest() == null ? Long.MAX_VALUE : Periods.milliseconds(sessionize.longest());
    Map<List<@Nullable String>, Session> open = new HashMap<>();
    Map<Row, Value> ids = new IdentityHashMap<>();
    List<Row> byTime =
        rows.stream()
            .sorted(
                Comparator.comparingDouble((Row row) -> row.get("@timestamp").number().orElse(0))
                    .thenComparingLong(Row::order))
            .toList();
    int last = 0;
    for (Row row : byTime) {
      List<@Nullable String> key = new ArrayList<>();
      sessionize.fields().forEach(field -> key.add(row.get(field).shown()));
      double time = row.get("@timestamp").number().orElse(0);
      Session session = open.get(key);
      if (session == null || time - session.start() > longest) {
        last++;
        session = new Session(time, last);
        open.put(key, session);
      }
      ids.put(row, Value.of(session.number()));
    }
    return rows.stream()
        .map(row -> row.with(sessionize.name(), ids.getOrDefault(row, Value.MISSING)))
        .toList();
  }

  private record Session(double start, int number) {}

  /** The sum of the numbers of each row, and of each column in one more row. */
  static List<Row> addTotals(Command.AddTotals totals, List<String> columns, List<Row> rows) {
    List<String> names =
        totals.fields().isEmpty()
            ? columns.stream().filter(name -> !name.equals(totals.name())).toList()
            : totals.fields().stream().map(Path::name).toList();
    List<Row> result = new ArrayList<>();
    for (Row row : rows) {
      double sum =
          names.stream()
              .filter(name -> isNumber(row.get(name)))
              .mapToDouble(name -> number(row.get(name)))
              .sum();
      result.add(totals.row() ? row.with(totals.name(), Value.of(sum)) : row);
    }
    if (totals.column()) {
      Map<String, Value> sums = new LinkedHashMap<>();
      for (String name : names) {
        List<Value> values =
            rows.stream().map(row -> row.get(name)).filter(Series::isNumber).toList();
        if (!values.isEmpty()) {
          sums.put(name, Value.of(values.stream().mapToDouble(Series::number).sum()));
        }
      }
      result.add(Row.of(sums, rows.size()));
    }
    return result;
  }

  /** A time is no number to add up. */
  private static boolean isNumber(Value value) {
    return value.number().isPresent() && !(value instanceof Value.Time);
  }

  private static double number(Value value) {
    return value.number().orElse(0);
  }

  /** Numbers farther from the median than so many interquartile ranges. */
  static List<Row> outlier(Command.Outlier outlier, List<Row> rows) {
    List<Row> result = rows;
    for (Path field : outlier.fields()) {
      result = outlier(outlier, field, result);
    }
    return result;
  }

  private static List<Row> outlier(Command.Outlier outlier, Path field, List<Row> rows) {
    double[] numbers =
        rows.stream()
            .map(row -> row.get(field).number())
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    if (numbers.length == 0) {
      return rows;
    }
    double distance = outlier.factor() * (rank(numbers, 75) - rank(numbers, 25));
    double most = rank(numbers, 50) + distance;
    double least = outlier.useLower() ? rank(numbers, 50) - distance : Double.NEGATIVE_INFINITY;
    List<Row> result = new ArrayList<>();
    for (Row row : rows) {
      OptionalDouble number = row.get(field).number();
      boolean outside =
          number.isPresent() && (number.getAsDouble() > most || number.getAsDouble() < least);
      if (!outside) {
        result.add(row);
      } else if (!outlier.remove()) {
        String limit =
            String.valueOf(Value.of(Math.clamp(number.getAsDouble(), least, most)).shown());
        result.add(row.with(field.name(), Value.of(outlier.mark() ? "000" + limit : limit)));
      }
    }
    return result;
  }

  private static double rank(double[] sorted, double percent) {
    int rank = (int) Math.ceil(percent * sorted.length / 100);
    return sorted[Math.clamp(rank, 1, sorted.length) - 1];
  }

  /**
   * A row for every bin between the first and the last, of each combination of the other groups.
   * The group of a missing time lies in no bin.
   *
   * @throws QueryError when these are more rows than a result can have
   */
  static List<Row> fillMissing(
      Command.FillMissing fill, Command.Stats stats, List<Row> rows, Evaluator evaluator) {
    int bin =
        IntStream.range(0, stats.by().size())
            .filter(i -> Bins.periodOf(stats.by().get(i)) != null)
            .findFirst()
            .orElse(-1);
    if (bin < 0 || rows.isEmpty()) {
      return rows;
    }
    List<String> names = stats.by().stream().map(item -> item.column()).toList();
    Set<List<Value>> present = new LinkedHashSet<>();
    Set<List<Value>> others = new LinkedHashSet<>();
    for (Row row : rows) {
      List<Value> key = names.stream().map(row::get).toList();
      present.add(key);
      List<Value> other = new ArrayList<>(key);
      other.set(bin, Value.MISSING);
      others.add(other);
    }
    LongSummaryStatistics times =
        rows.stream()
            .map(row -> row.get(names.get(bin)))
            .filter(Value.Time.class::isInstance)
            .map(Value.Time.class::cast)
            .mapToLong(Value.Time::milliseconds)
            .summaryStatistics();
    long most = CheckedQuery.LARGEST_LIMIT / others.size();
    List<Value> bins = Bins.between(stats, bin, times.getMin(), times.getMax(), most);
    if (bins.size() > most) {
      throw new QueryError(
          "fillmissing would give more than " + CheckedQuery.LARGEST_LIMIT + " rows",
          "group by longer periods, or by less beside them",
          fill.span());
    }
    List<Row> result = new ArrayList<>(rows);
    for (Value time : bins) {
      for (List<Value> other : others) {
        List<Value> key = new ArrayList<>(other);
        key.set(bin, time);
        if (present.add(key)) {
          result.add(filler(fill, names, key, result.size(), evaluator));
        }
      }
    }
    return result.stream()
        .sorted(
            Comparator.comparing(
                (Row row) -> names.stream().map(row::get).toList(), Grouping::compareKeys))
        .toList();
  }

  private static Row filler(
      Command.FillMissing fill,
      List<String> names,
      List<Value> key,
      long order,
      Evaluator evaluator) {
    Map<String, Value> columns = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      columns.put(names.get(i), key.get(i));
    }
    Row row = Row.of(columns, order);
    Map<String, Value> values = new LinkedHashMap<>();
    fill.fills().forEach(one -> values.put(one.name(), evaluator.evaluate(one.value(), row)));
    return row.with(values);
  }
}

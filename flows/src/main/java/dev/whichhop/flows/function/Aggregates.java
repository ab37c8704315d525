package dev.whichhop.flows.function;

import static dev.whichhop.flows.function.Function.Kind.ARGUMENT;
import static dev.whichhop.flows.function.Function.Kind.NUMBER;
import static dev.whichhop.flows.function.Function.Kind.STRUCTURE;

import dev.whichhop.flows.function.Aggregate.Row;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Json;
import dev.whichhop.flows.value.NaturalOrder;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The functions of {@code stats}.
 *
 * <p>Source: CWL_QuerySyntax-Stats. Those of numbers leave out what is no number, and of none give
 * nothing; the percentile is the nearest rank, a value that occurred.
 */
final class Aggregates {
  private static final NaturalOrder NATURAL = new NaturalOrder();

  private Aggregates() {}

  static List<Aggregate> all() {
    return List.of(
        Aggregate.of("count([field])", 1, NUMBER, Aggregates::count).optionalArgument(),
        Aggregate.of("countDistinct(field)", 1, NUMBER, rows -> Value.of(distinct(rows).size()))
            .alias("count_distinct"),
        numeric("sum(number)", numbers -> Arrays.stream(numbers).sum()),
        numeric("avg(number)", numbers -> Arrays.stream(numbers).sum() / numbers.length),
        numeric("stddev(number)", numbers -> Math.sqrt(variance(numbers))),
        numeric("variance(number)", Aggregates::variance),
        Aggregate.of("min(value)", 1, ARGUMENT, rows -> extreme(rows, 1))
            .assuming(Assumption.AGGREGATES_SKIP_TEXT),
        Aggregate.of("max(value)", 1, ARGUMENT, rows -> extreme(rows, -1))
            .assuming(Assumption.AGGREGATES_SKIP_TEXT),
        Aggregate.of("pct(number, percent)", 2, NUMBER, Aggregates::percentile)
            .assuming(Assumption.PERCENTILE, Assumption.AGGREGATES_SKIP_TEXT),
        // Not documented, but used in public queries.
        Aggregate.of("median(number)", 1, NUMBER, rows -> percentile(rows, 50))
            .assuming(Assumption.PERCENTILE, Assumption.AGGREGATES_SKIP_TEXT),
        Aggregate.of("values(field)", 1, STRUCTURE, rows -> Json.list(sorted(distinct(rows))))
            .alias("collect_values")
            .assuming(Assumption.DETAILS),
        Aggregate.of("topk(k, field)", 2, STRUCTURE, Aggregates::mostFrequent)
            .assuming(Assumption.DETAILS),
        Aggregate.of("earliest(field)", 1, ARGUMENT, rows -> atTime(rows, false)).withTime(),
        Aggregate.of("latest(field)", 1, ARGUMENT, rows -> atTime(rows, true)).withTime(),
        Aggregate.of("sortsFirst(field)", 1, ARGUMENT, rows -> sorting(rows, NATURAL)),
        Aggregate.of("sortsLast(field)", 1, ARGUMENT, rows -> sorting(rows, NATURAL.reversed())),
        Aggregate.of("rate(number, period)", 2, NUMBER, Aggregates::rate)
            .assuming(Assumption.DETAILS, Assumption.AGGREGATES_SKIP_TEXT)
            .withTime(),
        Aggregate.of("countOverTime(field)", 1, NUMBER, Aggregates::count).alias("count_over_time"),
        numeric("sumOverTime(number)", numbers -> Arrays.stream(numbers).sum())
            .alias("sum_over_time"),
        Aggregate.of("histogram(number, buckets)", 2, STRUCTURE, Aggregates::histogram)
            .assuming(Assumption.DETAILS, Assumption.AGGREGATES_SKIP_TEXT));
  }

  private static Aggregate numeric(String signature, ToDoubleFunction<double[]> function) {
    return Aggregate.of(
            signature,
            1,
            NUMBER,
            rows -> {
              double[] numbers = numbers(rows);
              return numbers.length == 0
                  ? Value.MISSING
                  : Value.of(function.applyAsDouble(numbers));
            })
        .assuming(Assumption.AGGREGATES_SKIP_TEXT);
  }

  private static double[] numbers(List<Row> rows) {
    return rows.stream()
        .map(row -> row.first().number())
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }

  private static Stream<Value> present(List<Row> rows) {
    return rows.stream().map(Row::first).filter(value -> !value.isMissing());
  }

  /** Rows, or those in which the argument is present. */
  private static Value count(List<Row> rows) {
    return Value.of(
        rows.stream().filter(row -> row.arguments().isEmpty() || !row.first().isMissing()).count());
  }

  /** The different values, by what they show. */
  private static List<Value> distinct(List<Row> rows) {
    Map<String, Value> values = new LinkedHashMap<>();
    present(rows).forEach(value -> values.putIfAbsent(String.valueOf(value.shown()), value));
    return List.copyOf(values.values());
  }

  private static List<Value> sorted(List<Value> values) {
    return values.stream().sorted(NATURAL).toList();
  }

  private static double variance(double[] numbers) {
    double mean = Arrays.stream(numbers).sum() / numbers.length;
    return Arrays.stream(numbers).map(one -> (one - mean) * (one - mean)).sum() / numbers.length;
  }

  /** The smallest number, or the largest for -1; of times a time. */
  private static Value extreme(List<Row> rows, int sign) {
    Comparator<Value> byNumber =
        Comparator.comparingDouble(value -> sign * value.number().orElseThrow());
    Optional<Value> extreme =
        present(rows).filter(value -> value.number().isPresent()).min(byNumber);
    if (extreme.isEmpty()) {
      return Value.MISSING;
    }
    return extreme.get() instanceof Value.Time
        ? extreme.get()
        : Value.of(extreme.get().number().orElseThrow());
  }

  private static Value percentile(List<Row> rows) {
    OptionalDouble percent =
        rows.isEmpty() ? OptionalDouble.empty() : rows.getFirst().arguments().get(1).number();
    return percent.isEmpty() ? Value.MISSING : percentile(rows, percent.getAsDouble());
  }

  /** The smallest number that at least so many percent of the numbers do not exceed. */
  private static Value percentile(List<Row> rows, double percent) {
    double[] numbers = numbers(rows);
    if (numbers.length == 0) {
      return Value.MISSING;
    }
    Arrays.sort(numbers);
    int rank = (int) Math.ceil(percent * numbers.length / 100);
    return Value.of(numbers[Math.clamp(rank, 1, numbers.length) - 1]);
  }

  /** Those that occur most often, the most frequent first, equal ones in natural order. */
  private static Value mostFrequent(List<Row> rows) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Row row : rows) {
      String shown = row.arguments().get(1).shown();
      if (shown != null) {
        counts.merge(shown, 1, Integer::sum);
      }
    }
    if (counts.isEmpty()) {
      return Value.MISSING;
    }
    long most = (long) rows.getFirst().first().number().orElse(0);
    return Json.list(
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(entry -> Value.of(entry.getKey()), NATURAL))
            .limit(most)
            .map(entry -> Value.of(entry.getKey()))
            .toList());
  }

  /**
   * The value in the earliest or latest event that has one; of events of the same time the one read
   * first or last.
   */
  private static Value atTime(List<Row> rows, boolean latest) {
    Row found = null;
    for (Row row : rows) {
      if (row.first().isMissing() || row.timestamp().number().isEmpty()) {
        continue;
      }
      if (found == null) {
        found = row;
      } else {
        double time = row.timestamp().number().orElseThrow();
        double foundTime = found.timestamp().number().orElseThrow();
        if (latest ? time >= foundTime : time < foundTime) {
          found = row;
        }
      }
    }
    return found == null ? Value.MISSING : found.first();
  }

  private static Value sorting(List<Row> rows, Comparator<Value> order) {
    return present(rows).min(order).orElse(Value.MISSING);
  }

  /** How much the number changed from the earliest to the latest event, for one period. */
  private static Value rate(List<Row> rows) {
    List<Row> numbers =
        rows.stream()
            .filter(row -> row.first().number().isPresent())
            .filter(row -> row.timestamp().number().isPresent())
            .toList();
    if (numbers.isEmpty()) {
      return Value.MISSING;
    }
    double change =
        atTime(numbers, true).number().orElseThrow()
            - atTime(numbers, false).number().orElseThrow();
    double[] times =
        numbers.stream()
            .mapToDouble(row -> row.timestamp().number().orElseThrow())
            .sorted()
            .toArray();
    double elapsed = times[times.length - 1] - times[0];
    double period = numbers.getFirst().arguments().get(1).number().orElse(Double.NaN);
    return Value.of(change / (elapsed / period));
  }

  /** How many numbers lie in each of so many ranges of equal width; the last one has its end. */
  private static Value histogram(List<Row> rows) {
    double[] numbers = numbers(rows);
    if (numbers.length == 0) {
      return Value.MISSING;
    }
    int buckets = (int) rows.getFirst().arguments().get(1).number().orElse(1);
    Arrays.sort(numbers);
    double least = numbers[0];
    double width = (numbers[numbers.length - 1] - least) / buckets;
    int[] counts = new int[buckets];
    for (double number : numbers) {
      int bucket = width == 0 ? 0 : (int) ((number - least) / width);
      counts[Math.min(bucket, buckets - 1)]++;
    }
    List<Map.Entry<String, Integer>> ranges = new ArrayList<>();
    for (int i = 0; i < buckets; i++) {
      String from = String.valueOf(Value.of(least + i * width).shown());
      String to = String.valueOf(Value.of(least + (i + 1) * width).shown());
      ranges.add(Map.entry(from + " - " + to, counts[i]));
    }
    return Json.counts(ranges);
  }
}

package dev.whichhop.flows.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.Columns;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Comparisons;
import dev.whichhop.flows.value.Json;
import dev.whichhop.flows.value.NaturalOrder;
import dev.whichhop.flows.value.RegularExpression;
import dev.whichhop.flows.value.Value;
import dev.whichhop.flows.value.Value.Structure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands of one query, each applied to the rows that the one before has left. */
final class Pipeline {
  private final Sources sources;
  private final Moment moment;
  private final List<Row> events;
  private final Evaluator evaluator;
  private final Lookups lookups;
  private final EnumSet<Assumption> met = EnumSet.noneOf(Assumption.class);
  private List<Command> before = List.of();
  private @Nullable Comparator<Row> order = ReferenceEngine.NEWEST_FIRST;
  private Command.@Nullable Stats lastStats;
  private long matched;
  private boolean allMatched = true;

  Pipeline(Sources sources, Moment moment, List<Row> events) {
    this.sources = sources;
    this.moment = moment;
    this.events = events;
    this.evaluator = new Evaluator(moment, this::oneColumn);
    this.lookups = new Lookups(sources);
  }

  List<Row> run(Query query) {
    List<Row> rows = events;
    matched = rows.size();
    for (int i = 0; i < query.commands().size(); i++) {
      Command command = query.commands().get(i);
      before = query.commands().subList(0, i);
      rows = apply(command, rows);
      allMatched &= !endsMatching(command);
      if (allMatched) {
        matched = rows.size();
      }
    }
    return rows;
  }

  /** The commands behind a {@code stats} whose groups have been made elsewhere. */
  List<Row> runAfter(Groups groups, List<Command> commands, int done) {
    List<Row> rows = new Grouping(evaluator, groups.stats()).rows(groups);
    order = null;
    for (int i = done; i < commands.size(); i++) {
      before = commands.subList(0, i);
      rows = apply(commands.get(i), rows);
    }
    return rows;
  }

  /** Events that the filters have let through before anything else chose rows. */
  long matched() {
    return matched;
  }

  Set<Assumption> met() {
    return met;
  }

  private static boolean endsMatching(Command command) {
    return switch (command) {
      case Command.Fields ignored -> false;
      case Command.Display ignored -> false;
      case Command.Filter ignored -> false;
      case Command.FilterIndex ignored -> false;
      case Command.Sort ignored -> false;
      case Command.ParseGlob ignored -> false;
      case Command.ParseRegex ignored -> false;
      default -> true;
    };
  }

  private List<Row> apply(Command command, List<Row> rows) {
    return switch (command) {
      case Command.Fields fields -> computed(fields.items(), rows);
      case Command.Display display -> computed(display.items(), rows);
      case Command.Filter filter ->
          rows.stream().filter(row -> evaluator.evaluate(filter.condition(), row).truth()).toList();
      case Command.FilterIndex filter ->
          rows.stream().filter(row -> isIndexed(filter, row)).toList();
      case Command.Stats stats -> {
        if (rows.isEmpty() && stats.by().isEmpty()) {
          met.add(Assumption.STATS_OF_NOTHING);
        }
        lastStats = stats;
        order = null;
        yield new Grouping(evaluator, stats).group(rows);
      }
      case Command.Sort sort -> {
        Comparator<Row> comparator = comparator(sort);
        order = comparator;
        yield rows.stream().sorted(comparator).toList();
      }
      case Command.Limit limit -> limited(limit, rows);
      case Command.ParseGlob parse ->
          rows.stream()
              .map(row -> row.with(Extraction.glob(parse, subject(parse.subject(), row))))
              .toList();
      case Command.ParseRegex parse -> {
        RegularExpression regex = RegularExpression.of(parse.regex().pattern());
        yield rows.stream()
            .map(row -> row.with(Extraction.regex(regex, subject(parse.subject(), row))))
            .toList();
      }
      case Command.Dedup dedup -> deduplicated(dedup, rows);
      case Command.Unnest unnest ->
          rows.stream()
              .flatMap(row ->
                  elements(evaluator.evaluate(unnest.list(), row)).stream()
                      .map(element -> row.with(unnest.name(), element)))
              .toList();
      case Command.Expand expand ->
          rows.stream()
              .flatMap(row ->
                  elements(parsed(row.get(expand.field()))).stream()
                      .map(element -> row.with(expand.field().name(), element)))
              .toList();
      case Command.Lookup lookup -> lookups.lookup(lookup, rows);
      case Command.CidrLookup lookup -> lookups.cidrLookup(lookup, rows);
      case Command.Join join -> Joining.join(join, rows, inner(join.query()).rows());
      case Command.AppendColumns append -> {
        Inner other = inner(append.query());
        yield Joining.append(append, rows, other.columns(), other.rows());
      }
      case Command.Accumulate accumulate -> Series.accumulate(accumulate, rows);
      case Command.AddTotals totals -> Series.addTotals(totals, Columns.after(before), rows);
      case Command.Autoregress autoregress -> Series.autoregress(autoregress, rows);
      case Command.CountFrequent count -> {
        order = Comparator.comparingDouble(row -> -frequency(row));
        yield countFrequent(count, rows);
      }
      case Command.FillDown fill -> Series.fillDown(fill, Columns.after(before), rows);
      case Command.FillMissing fill -> {
        order = null;
        yield lastStats == null ? rows : Series.fillMissing(fill, lastStats, rows, evaluator);
      }
      case Command.Sessionize sessionize -> Series.sessionize(sessionize, rows);
      case Command.Outlier outlier -> Series.outlier(outlier, rows);
      case Command.Estimate ignored -> List.of(Row.of(Map.of(CheckedQuery.ESTIMATE, bytes()), 0));
      case Command.Pattern ignored -> throw refused(command);
      case Command.Anomaly ignored -> throw refused(command);
      case Command.Diff ignored -> throw refused(command);
      case Command.LogCompare ignored -> throw refused(command);
      case Command.RelevantFields ignored -> throw refused(command);
      case Command.Unmask ignored -> throw refused(command);
      case Command.SavedQuery ignored -> throw refused(command);
    };
  }

  private static IllegalStateException refused(Command command) {
    return new IllegalStateException("refused before it runs: " + command);
  }

  /** Items one after the other, so that one can name the one before. */
  private List<Row> computed(List<Item> items, List<Row> rows) {
    List<Row> result = rows;
    for (Item item : items) {
      boolean plain =
          item.alias() == null
              && item.expression() instanceof Expression.Field field
              && field.path().segments().size() == 1;
      if (!plain) {
        result =
            result.stream()
                .map(row -> row.with(item.column(), evaluator.evaluate(item.expression(), row)))
                .toList();
      }
    }
    return result;
  }

  private boolean isIndexed(Command.FilterIndex filter, Row row) {
    Value field = row.get(filter.field());
    return filter.values().stream()
        .anyMatch(value -> Comparisons.equal(field, evaluator.evaluate(value, row)));
  }

  private Comparator<Row> comparator(Command.Sort sort) {
    NaturalOrder natural = new NaturalOrder();
    Comparator<Row> comparator = Comparator.comparing(row -> 0);
    for (Command.SortKey key : sort.keys()) {
      Comparator<Row> byKey =
          Comparator.comparing(row -> evaluator.evaluate(key.expression(), row), natural);
      comparator = comparator.thenComparing(key.descending() ? byKey.reversed() : byKey);
    }
    return comparator;
  }

  private List<Row> limited(Command.Limit limit, List<Row> rows) {
    if (rows.size() <= limit.rows()) {
      return rows;
    }
    int cut = (int) limit.rows();
    if (order != null && order.compare(rows.get(cut - 1), rows.get(cut)) == 0) {
      met.add(Assumption.TIES_AT_LIMIT);
    }
    return rows.subList(0, cut);
  }

  private @Nullable String subject(@Nullable Expression subject, Row row) {
    return (subject == null ? row.get("@message") : evaluator.evaluate(subject, row)).text();
  }

  /** The first row of each combination of values; rows that lack one of them all stay. */
  private static List<Row> deduplicated(Command.Dedup dedup, List<Row> rows) {
    Set<List<@Nullable String>> seen = new HashSet<>();
    List<Row> result = new ArrayList<>();
    for (Row row : rows) {
      List<@Nullable String> key = new ArrayList<>();
      dedup.fields().forEach(field -> key.add(row.get(field).shown()));
      if (key.contains(null) || seen.add(key)) {
        result.add(row);
      }
    }
    return result;
  }

  private static Value parsed(Value value) {
    String text = value.text();
    return text == null ? value : Json.read(text).map(Value.class::cast).orElse(value);
  }

  /** What is no list counts as a list of one. */
  private static List<Value> elements(Value value) {
    return value instanceof Structure structure && structure.isList()
        ? structure.elements()
        : List.of(value);
  }

  private static double frequency(Row row) {
    return row.get(CheckedQuery.FREQUENCY).number().orElse(0);
  }

  private List<Row> countFrequent(Command.CountFrequent count, List<Row> rows) {
    List<String> names = count.fields().stream().map(field -> field.name()).toList();
    Map<List<@Nullable String>, Integer> counts = new HashMap<>();
    Map<List<@Nullable String>, List<Value>> values = new LinkedHashMap<>();
    for (Row row : rows) {
      List<@Nullable String> key = new ArrayList<>();
      count.fields().forEach(field -> key.add(row.get(field).shown()));
      counts.merge(key, 1, Integer::sum);
      values.putIfAbsent(key, count.fields().stream().map(row::get).toList());
    }
    List<Row> result = new ArrayList<>();
    values.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<List<@Nullable String>, List<Value>>>comparingInt(
                    entry -> -counts.getOrDefault(entry.getKey(), 0))
                .thenComparing(Map.Entry::getValue, Grouping::compareKeys))
        .forEach(entry -> {
          Map<String, Value> columns = new LinkedHashMap<>();
          for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), entry.getValue().get(i));
          }
          int times = counts.getOrDefault(entry.getKey(), 0);
          columns.put(CheckedQuery.FREQUENCY, Value.of(times));
          result.add(Row.of(columns, result.size()));
        });
    return result;
  }

  private Value bytes() {
    return Value.of(
        events.stream()
            .map(row -> row.get("@message").text())
            .mapToLong(text -> text == null ? 0 : text.getBytes(UTF_8).length)
            .sum());
  }

  private List<Value> oneColumn(Query query) {
    Inner inner = inner(query);
    return inner.rows().stream().map(row -> row.get(inner.columns().getFirst())).toList();
  }

  /** The rows of a query in brackets, as far as it may have without a limit. */
  private Inner inner(Query query) {
    Pipeline pipeline = new Pipeline(sources, moment, ReferenceEngine.events(query, sources));
    List<Row> rows = pipeline.run(query);
    met.addAll(pipeline.met());
    return new Inner(Columns.after(query.commands()), rows);
  }

  private record Inner(List<String> columns, List<Row> rows) {}
}

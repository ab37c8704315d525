package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.Children;
import dev.whichhop.flows.duckdb.ExpressionSql.Scope;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.reference.Extraction;
import dev.whichhop.flows.sql.Select;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Operator;
import dev.whichhop.flows.sql.Sql.Order;
import dev.whichhop.flows.value.RegularExpression;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands of a query, one after the other, as layers of one statement. */
final class QuerySql {
  private final JavaFunctions functions;
  private final ExpressionSql expressions;
  private final AggregateSql aggregates;
  private final Tallies tallies;
  private Layer layer;

  /** The events as the filters at the beginning leave them; null until that is known. */
  private @Nullable Layer matched;

  /** Whether there is a filter at the beginning; without one, all events match. */
  private boolean filtered;

  /** Whether the statement tells how many match; else another one has to count them. */
  private boolean counted;

  /** Names whose values are computed in this layer: what uses them is computed above it. */
  private final Set<String> computed = new TreeSet<>();

  QuerySql(
      Layer events,
      JavaFunctions functions,
      GroupFunctions groups,
      Tallies tallies,
      Moment moment,
      boolean trustSums) {
    this.layer = events;
    this.functions = functions;
    this.expressions = new ExpressionSql(functions, new CallSql(functions, moment));
    this.aggregates = new AggregateSql(groups, trustSums);
    this.tallies = tallies;
  }

  /** The statement whose columns are the texts of the result. */
  Select of(CheckedQuery query) {
    if (query.query().source() != null) {
      throw new BeyondSqlException("SOURCE");
    }
    for (Command command : query.query().commands()) {
      apply(command);
    }
    endOfFilters();
    List<Sql> columns =
        query.columns().stream().map(name -> layer.field(Path.of(name)).shown()).toList();
    return layer.result(columns, query.limit());
  }

  /** Whether that statement counts the events matched on its way. */
  boolean countsMatched() {
    return counted;
  }

  /** The statement that counts the events matched. */
  Select countOfMatched() {
    return Objects.requireNonNull(matched).count();
  }

  private void apply(Command command) {
    switch (command) {
      case Command.Fields fields -> define(fields.items());
      case Command.Display display -> define(display.items());
      case Command.Filter filter -> filter(filter.condition());
      case Command.FilterIndex filter ->
          filter(
              new Expression.InList(
                  new Field(filter.field()), false, filter.values(), filter.span()));
      case Command.Sort sort -> layer.sort(keys(sort));
      case Command.ParseGlob parse ->
          parse(parse.subject(), parse.names(), text -> Extraction.glob(parse, text));
      case Command.ParseRegex parse -> {
        RegularExpression regex = RegularExpression.of(parse.regex().pattern());
        parse(parse.subject(), regex.names(), text -> text == null ? Map.of() : regex.groups(text));
      }
      case Command.Stats stats -> stats(stats);
      case Command.Limit limit -> limit(limit.rows());
      case Command.Dedup dedup -> dedup(dedup);
      case Command.Unnest _,
          Command.Expand _,
          Command.Lookup _,
          Command.CidrLookup _,
          Command.Join _,
          Command.AppendColumns _,
          Command.Accumulate _,
          Command.AddTotals _,
          Command.Autoregress _,
          Command.CountFrequent _,
          Command.FillDown _,
          Command.FillMissing _,
          Command.Sessionize _,
          Command.Outlier _,
          Command.Estimate _,
          Command.Pattern _,
          Command.Anomaly _,
          Command.Diff _,
          Command.LogCompare _,
          Command.RelevantFields _,
          Command.Unmask _,
          Command.SavedQuery _ ->
          throw new BeyondSqlException(command.getClass().getSimpleName());
    }
  }

  private void filter(Expression expression) {
    Sql condition = expressions.condition(expression, scope(expression));
    layer.filter(matched == null ? condition : tallies.opaque(condition));
    filtered |= matched == null;
  }

  /** Items one after the other, so that one can name the one before. */
  private void define(List<Item> items) {
    for (Item item : items) {
      boolean plain = item.alias() == null && item.expression() instanceof Field;
      if (!plain) {
        Scope scope = scope(item.expression());
        layer.define(item.column(), expressions.operand(item.expression(), scope));
        computed.add(item.column());
      }
    }
  }

  /**
   * What names mean to an expression. When it uses a computed value, that becomes a column first:
   * else expressions would hold each other and double with each.
   */
  private Scope scope(Expression expression) {
    if (uses(expression, computed)) {
      above();
    }
    return new RowScope(layer);
  }

  private static boolean uses(Expression expression, Set<String> names) {
    return expression instanceof Field(Path path) && names.contains(path.root())
        || Children.of(expression).stream().anyMatch(child -> uses(child, names));
  }

  private void above() {
    layer = layer.above();
    computed.clear();
  }

  /** What names mean to the rows of a layer. */
  private record RowScope(Layer layer) implements Scope {
    @Override
    public Operand field(Path path) {
      return layer.field(path);
    }

    @Override
    public Operand timestamp() {
      return layer.field(Path.of("@timestamp"));
    }

    @Override
    public Operand aggregate(Call call) {
      throw new BeyondSqlException("an aggregate outside of stats");
    }
  }

  private List<Order> keys(Command.Sort sort) {
    List<Order> keys = new ArrayList<>();
    for (Command.SortKey key : sort.keys()) {
      Operand operand = expressions.operand(key.expression(), new RowScope(layer));
      operand.naturalKeys().forEach(one -> keys.add(new Order(one, key.descending())));
    }
    return keys;
  }

  /** Each name is a function of the text. */
  private void parse(
      @Nullable Expression subject,
      List<String> names,
      Function<@Nullable String, Map<String, Value>> extraction) {
    Expression text = subject == null ? new Field(Path.of("@message")) : subject;
    Sql from = expressions.operand(text, scope(text)).text();
    for (String name : names) {
      String function =
          functions.add(
              List.of(Kind.TEXT),
              Kind.TEXT,
              one -> extraction.apply(one.getFirst().text()).getOrDefault(name, Value.MISSING));
      layer.define(name, new Operand.Text(Sql.call(function, from)));
      computed.add(name);
    }
  }

  /** Whatever comes now, the filters until here say which events match. */
  private void endOfFilters() {
    if (matched == null) {
      matched = layer;
      counted = !filtered || layer.isLowest();
      Sql condition = layer.condition();
      if (counted && condition != null) {
        layer.replaceCondition(tallies.counted(condition));
      }
      above();
    }
  }

  private void stats(Command.Stats stats) {
    if (Stream.concat(stats.by().stream(), stats.items().stream())
        .anyMatch(item -> uses(item.expression(), computed))) {
      above();
    }
    Layer rows = layer;
    List<Operand> by =
        stats.by().stream()
            .map(item -> expressions.operand(item.expression(), new RowScope(rows)))
            .map(operand -> shifted(operand, stats.offset()))
            .toList();
    List<Sql> keys = by.stream().flatMap(operand -> operand.parts().stream()).toList();
    Layer groups = rows.grouped(keys);
    List<Order> order = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      Operand key = rows.export(by.get(i));
      groups.define(stats.by().get(i).column(), key);
      key.naturalKeys().forEach(one -> order.add(new Order(one, false)));
    }
    if (by.stream().anyMatch(Operand.Text.class::isInstance)) {
      // Texts that differ may be equal as numbers; then the one that was read first comes first.
      Sql first = rows.export(new Sql.Aggregate("min", false, List.of(rows.reading()), List.of()));
      order.add(new Order(first, false));
    }
    groups.orderBy(order);
    if (by.isEmpty()) {
      groups.filter(tallies.notNothing(rows.export(AggregateSql.rows())));
    }
    if (matched == null) {
      // The sizes of groups tell how many events matched, which is less to count than the events.
      matched = groups;
      counted = true;
      if (filtered) {
        groups.filter(tallies.countedGroups(rows.export(AggregateSql.rows())));
      }
    }
    GroupScope scope = new GroupScope(rows, groups);
    stats
        .items()
        .forEach(
            item -> groups.define(item.column(), expressions.operand(item.expression(), scope)));
    layer = groups;
    above();
  }

  /** {@code offset} moves bins of time. */
  private static Operand shifted(Operand operand, @Nullable Period offset) {
    if (operand instanceof Operand.Mixed) {
      throw new BeyondSqlException("groups of mixed values");
    }
    return offset != null && operand instanceof Operand.Time(Sql time)
        ? new Operand.Time(
            Sql.infix(time, Operator.ADD, new Sql.Whole(Periods.milliseconds(offset))))
        : operand;
  }

  /** Names are columns of the groups; arguments of aggregates are of the rows that are grouped. */
  private final class GroupScope implements Scope {
    private final Layer rows;
    private final Layer groups;

    GroupScope(Layer rows, Layer groups) {
      this.rows = rows;
      this.groups = groups;
    }

    @Override
    public Operand field(Path path) {
      return groups.field(path);
    }

    @Override
    public Operand timestamp() {
      return groups.field(Path.of("@timestamp"));
    }

    @Override
    public Operand aggregate(Call call) {
      Scope scope = new RowScope(rows);
      List<Operand> arguments =
          AggregateSql.arguments(call).stream().map(one -> argument(one, scope)).toList();
      return rows.export(aggregates.operand(call, rows, arguments));
    }

    private Operand argument(Expression expression, Scope scope) {
      return expression instanceof Period
          ? Constants.operand(Constants.of(expression).orElseThrow())
          : expressions.operand(expression, scope);
    }
  }

  /** One row more than the limit is looked at, to see whether the cut is among equal rows. */
  private void limit(long rows) {
    endOfFilters();
    List<Order> chosen = layer.chosenOrder();
    if (chosen == null) {
      layer.limit(rows);
      above();
      return;
    }
    layer.limit(rows + 1);
    above();
    Sql place = layer.export(new Sql.Window("row_number", List.of(), layer.order()));
    Sql rank =
        layer.export(
            new Sql.Window(
                "rank", List.of(), layer.chosenOrder() == null ? List.of() : layer.chosenOrder()));
    above();
    layer.filter(tallies.within(rows, place, rank));
  }

  private void dedup(Command.Dedup dedup) {
    endOfFilters();
    List<Operand> fields = dedup.fields().stream().map(layer::field).toList();
    List<Sql> shown = fields.stream().map(Operand::shown).toList();
    Sql complete = fields.stream().map(Operand::isPresent).reduce(Sql::and).orElseThrow();
    Sql place = layer.export(new Sql.Window("row_number", shown, layer.order()));
    Sql whole = layer.export(complete);
    above();
    layer.filter(Sql.or(new Sql.Not(whole), Sql.infix(place, Operator.EQUAL, new Sql.Whole(1))));
  }
}

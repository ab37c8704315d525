package dev.whichhop.flows.analysis;

import dev.whichhop.flows.function.Function.Kind;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.RegularExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Checks one command after the other; each changes the scope for the next. */
final class CommandChecker {
  private final Scope scope = new Scope();
  private final NameResolver names;
  private final ExpressionChecker expressions;
  private final StatsChecker stats;
  private final Findings findings;
  private final Function<Query, CheckedQuery> inner;
  private boolean groupsInNoOrder;

  CommandChecker(EventFields fields, Findings findings, Function<Query, CheckedQuery> inner) {
    UnaryOperator<Query> subquery = query -> oneColumn(inner.apply(query));
    this.names = new NameResolver(fields, findings);
    this.expressions = new ExpressionChecker(names, findings, subquery);
    this.stats = new StatsChecker(expressions, names, findings);
    this.findings = findings;
    this.inner = inner;
  }

  private static Query oneColumn(CheckedQuery query) {
    if (query.columns().size() != 1) {
      throw new QueryError(
          "a query in brackets must have one column, and this has " + query.columns().size(),
          "end it with | fields and one name",
          query.query().span());
    }
    return query.query();
  }

  Command check(Command command) {
    return switch (command) {
      case Command.Fields fields -> new Command.Fields(fields(fields.items()), fields.span());
      case Command.Display display -> display(display);
      case Command.Filter filter ->
          new Command.Filter(expressions.condition(filter.condition(), scope), filter.span());
      case Command.FilterIndex filter -> filterIndex(filter);
      case Command.Stats one -> {
        if (one.offset() != null) {
          offset(one, one.offset());
        }
        groupsInNoOrder = !one.by().isEmpty();
        yield stats.check(one, scope);
      }
      case Command.Sort sort -> {
        groupsInNoOrder = false;
        yield new Command.Sort(sort.keys().stream().map(this::key).toList(), sort.span());
      }
      case Command.Limit limit -> limit(limit);
      case Command.ParseGlob parse -> parse(parse);
      case Command.ParseRegex parse -> parse(parse);
      case Command.Dedup dedup -> new Command.Dedup(comparable(dedup.fields()), dedup.span());
      case Command.Unnest unnest -> {
        Expression list = expressions.check(unnest.list(), scope);
        scope.define(unnest.name(), Kind.ARGUMENT);
        yield new Command.Unnest(list, unnest.name(), unnest.span());
      }
      case Command.Expand expand -> {
        Path field = names.resolve(expand.field(), scope);
        scope.define(field.name(), Kind.ARGUMENT);
        yield new Command.Expand(field, expand.span());
      }
      case Command.Lookup lookup -> lookup(lookup);
      case Command.CidrLookup lookup -> {
        Path address = names.resolve(lookup.address(), scope);
        lookup.output().forEach(output -> scope.define(output.name(), Kind.TEXT));
        yield new Command.CidrLookup(
            lookup.table(),
            address,
            lookup.column(),
            lookup.overwrite(),
            lookup.output(),
            lookup.span());
      }
      case Command.Join join -> join(join);
      case Command.AppendColumns append -> append(append);
      case Command.Accumulate accumulate -> {
        Path field = series(accumulate.field());
        Command.Accumulate checked =
            new Command.Accumulate(field, accumulate.name(), accumulate.span());
        scope.define(Columns.name(checked), Kind.NUMBER);
        yield checked;
      }
      case Command.AddTotals totals -> {
        List<Path> fields = totals.fields().stream().map(this::series).toList();
        findings.assume(Assumption.DETAILS);
        if (totals.row()) {
          scope.define(totals.name(), Kind.NUMBER);
        }
        yield new Command.AddTotals(
            totals.name(), totals.row(), totals.column(), fields, totals.span());
      }
      case Command.Autoregress autoregress -> autoregress(autoregress);
      case Command.CountFrequent count -> countFrequent(count);
      case Command.FillDown fill -> {
        findings.assume(Assumption.DETAILS);
        yield fill;
      }
      case Command.FillMissing fill -> {
        findings.assume(Assumption.DETAILS);
        fill.fills().forEach(one -> names.resolve(Path.of(one.name()), scope));
        yield fill;
      }
      case Command.Sessionize sessionize -> {
        List<Path> fields = sessionize.fields().stream().map(this::series).toList();
        if (sessionize.longest() != null) {
          CallChecker.checkPeriod(sessionize.longest());
        }
        scope.define(sessionize.name(), Kind.NUMBER);
        yield new Command.Sessionize(
            fields, sessionize.longest(), sessionize.name(), sessionize.span());
      }
      case Command.Outlier outlier -> {
        List<Path> fields = outlier.fields().stream().map(this::series).toList();
        fields.forEach(field -> scope.define(field.name(), Kind.ARGUMENT));
        yield new Command.Outlier(
            outlier.remove(),
            outlier.factor(),
            outlier.useLower(),
            outlier.mark(),
            fields,
            outlier.span());
      }
      case Command.Estimate estimate -> {
        findings.assume(Assumption.DETAILS);
        scope.replace(Map.of(CheckedQuery.ESTIMATE, Kind.NUMBER));
        yield estimate;
      }
      case Command.Pattern pattern -> throw Refusals.pattern(pattern.span());
      case Command.Anomaly anomaly -> throw Refusals.anomaly(anomaly.span());
      case Command.Diff diff -> throw Refusals.diff(diff.span());
      case Command.LogCompare compare -> throw Refusals.logCompare(compare.span());
      case Command.RelevantFields relevant -> throw Refusals.relevantFields(relevant.span());
      case Command.Unmask unmask -> throw Refusals.unmask(unmask.span());
      case Command.SavedQuery saved ->
          throw new IllegalStateException("expanded before the check: " + saved.name());
    };
  }

  private List<Item> fields(List<Item> items) {
    List<Item> checked = new ArrayList<>();
    for (Item item : items) {
      Item one = item(item);
      define(item, one);
      checked.add(one);
    }
    return List.copyOf(checked);
  }

  private Command display(Command.Display display) {
    List<Item> checked = new ArrayList<>();
    for (Item item : display.items()) {
      Item one = item(item);
      define(item, one);
      checked.add(one);
    }
    return new Command.Display(List.copyOf(checked), display.span());
  }

  /** An item under the column that its text names, even where its fields have other spellings. */
  private Item item(Item item) {
    Expression expression = expressions.check(item.expression(), scope);
    Item checked = new Item(expression, item.alias(), item.span());
    return checked.column().equals(item.column())
        ? checked
        : new Item(expression, item.column(), item.span());
  }

  private void define(Item written, Item checked) {
    boolean plain = checked.alias() == null && checked.expression() instanceof Expression.Field;
    if (plain) {
      scope.project(checked.column());
      return;
    }
    if (written.alias() != null && scope.isTaken(written.alias())) {
      throw new QueryError(
          "the name " + written.alias() + " is taken",
          "CloudWatch defines a name once: choose another one",
          written.span());
    }
    scope.define(written.column(), names.kind(checked.expression(), scope));
  }

  private Command filterIndex(Command.FilterIndex filter) {
    findings.note(new Note(Note.Kind.FILTER_INDEX, Map.of(), filter.span()));
    return new Command.FilterIndex(
        names.resolve(filter.field(), scope),
        filter.values().stream().map(one -> expressions.check(one, scope)).toList(),
        filter.span());
  }

  private void offset(Command.Stats one, Period offset) {
    CallChecker.checkPeriod(offset);
    findings.assume(Assumption.DETAILS);
    boolean bins =
        one.by().stream()
            .anyMatch(item ->
                item.expression() instanceof Expression.Call call
                    && call.function().equalsIgnoreCase("bin"));
    if (!bins) {
      throw new QueryError(
          "offset without bin", "offset moves the bins of by bin(…)", offset.span());
    }
  }

  private Command.SortKey key(Command.SortKey key) {
    Expression expression = expressions.check(key.expression(), scope);
    if (names.kind(expression, scope) == Kind.STRUCTURE) {
      throw new QueryError(
          "a map or list in sort", "name what is in it, such as map.member", key.span());
    }
    return new Command.SortKey(expression, key.descending(), key.span());
  }

  private Command limit(Command.Limit limit) {
    if (limit.rows() < 1 || limit.rows() > CheckedQuery.LARGEST_LIMIT) {
      throw new QueryError(
          "limit " + limit.rows(),
          "CloudWatch takes 1 to " + CheckedQuery.LARGEST_LIMIT,
          limit.span());
    }
    if (limit.any()) {
      findings.note(new Note(Note.Kind.LIMIT_ANY, Map.of(), limit.span()));
    }
    if (groupsInNoOrder) {
      findings.assume(Assumption.ORDER_OF_GROUPS);
    }
    return limit;
  }

  private @Nullable Expression subject(@Nullable Expression subject) {
    return subject == null ? null : expressions.check(subject, scope);
  }

  private Command parse(Command.ParseGlob parse) {
    Expression subject = subject(parse.subject());
    long stars = parse.glob().chars().filter(c -> c == '*').count();
    if (stars != parse.names().size()) {
      throw new QueryError(
          stars + " * in the pattern and " + parse.names().size() + " names",
          "each * gives one name",
          parse.span());
    }
    findings.assume(Assumption.SHORTEST_MATCH);
    parse.names().forEach(this::extract);
    return new Command.ParseGlob(subject, parse.glob(), parse.names(), parse.span());
  }

  private Command parse(Command.ParseRegex parse) {
    Expression subject = subject(parse.subject());
    RegularExpression regex = Patterns.check(parse.regex());
    if (regex.names().isEmpty()) {
      throw new QueryError(
          "parse with an expression that names nothing",
          "name a group: (?<name>…)",
          parse.regex().span());
    }
    regex.names().forEach(this::extract);
    return new Command.ParseRegex(subject, parse.regex(), parse.span());
  }

  private void extract(String name) {
    if (scope.isTaken(name)) {
      findings.assume(Assumption.PARSE_REDEFINES);
    }
    scope.define(name, Kind.TEXT);
  }

  private List<Path> comparable(List<Path> fields) {
    return fields.stream()
        .map(path -> {
          Path field = names.resolve(path, scope);
          if (scope.kind(field.name()) == Kind.STRUCTURE) {
            throw new QueryError(
                "a map or list in dedup", "name what is in it, such as map.member", path.span());
          }
          return field;
        })
        .toList();
  }

  private Command lookup(Command.Lookup lookup) {
    List<Command.LookupKey> keys =
        lookup.keys().stream()
            .map(key -> new Command.LookupKey(key.column(), names.resolve(key.field(), scope)))
            .toList();
    lookup.output().forEach(name -> scope.define(name, Kind.TEXT));
    return new Command.Lookup(
        lookup.table(), keys, lookup.overwrite(), lookup.output(), lookup.span());
  }

  private Command join(Command.Join join) {
    findings.assume(Assumption.DETAILS);
    Query right = inner.apply(join.query()).query();
    if (right.source() == null) {
      throw new QueryError(
          "the joined query has no SOURCE", "begin it with SOURCE and a log group", join.span());
    }
    checkSide(join.leftField(), join.left());
    checkSide(join.rightField(), join.right());
    scope.define(join.left(), Kind.STRUCTURE);
    scope.define(join.right(), Kind.STRUCTURE);
    return new Command.Join(
        join.kind(),
        join.left(),
        join.right(),
        join.leftField(),
        join.rightField(),
        right,
        join.span());
  }

  private static void checkSide(Path path, String side) {
    if (path.segments().size() < 2 || !path.root().equals(side)) {
      throw new QueryError(
          path.name() + " does not name its side",
          "write " + side + "." + path.name() + ": left side first",
          path.span());
    }
  }

  private Command append(Command.AppendColumns append) {
    findings.assume(Assumption.DETAILS);
    CheckedQuery query = inner.apply(append.query());
    query.columns().forEach(column -> scope.define(column, Kind.ARGUMENT));
    return new Command.AppendColumns(
        append.override(), append.most(), query.query(), append.span());
  }

  /** A field of a command whose page leaves details open. */
  private Path series(Path path) {
    findings.assume(Assumption.DETAILS);
    return names.resolve(path, scope);
  }

  private Command autoregress(Command.Autoregress autoregress) {
    Path field = series(autoregress.field());
    if (autoregress.first() < 1 || autoregress.last() < autoregress.first()) {
      throw new QueryError(
          "no range of rows", "write p=1 or p=1-4, from the nearer row", autoregress.span());
    }
    Command.Autoregress checked =
        new Command.Autoregress(
            field, autoregress.name(), autoregress.first(), autoregress.last(), autoregress.span());
    AutoregressColumns.of(checked).forEach(name -> scope.define(name, Kind.ARGUMENT));
    return checked;
  }

  private Command countFrequent(Command.CountFrequent count) {
    List<Path> fields = comparable(count.fields());
    findings.assume(Assumption.DETAILS);
    Map<String, Kind> columns = new LinkedHashMap<>();
    fields.forEach(field -> columns.put(field.name(), Kind.TEXT));
    columns.put(CheckedQuery.FREQUENCY, Kind.NUMBER);
    scope.replace(columns);
    groupsInNoOrder = false;
    return new Command.CountFrequent(fields, count.span());
  }
}

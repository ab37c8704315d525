package dev.whichhop.flows.generated;

import dev.whichhop.flows.analysis.AutoregressColumns;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.function.Function;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Command.JoinKind;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Arithmetic;
import dev.whichhop.flows.language.Expression.ArithmeticOperator;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.InQuery;
import dev.whichhop.flows.language.Expression.Numeral;
import dev.whichhop.flows.language.Expression.Regex;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.Source;
import dev.whichhop.flows.language.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queries that the analyser accepts, over the fields of {@link EventGenerator}; the same seed gives
 * the same query.
 */
public final class QueryGenerator {
  private static final Span NOWHERE = Span.NOWHERE;

  private final Choice choice;
  private final ExpressionGenerator expressions;
  private final List<Kind> kinds;

  /** The commands by the record that they are. */
  public enum Kind {
    FIELDS,
    DISPLAY,
    FILTER,
    FILTER_INDEX,
    FILTER_QUERY,
    STATS,
    SORT,
    LIMIT,
    PARSE_GLOB,
    PARSE_REGEX,
    DEDUP,
    UNNEST,
    EXPAND,
    LOOKUP,
    CIDR_LOOKUP,
    JOIN,
    APPEND_COLUMNS,
    ACCUMULATE,
    ADD_TOTALS,
    AUTOREGRESS,
    COUNT_FREQUENT,
    FILL_DOWN,
    FILL_MISSING,
    SESSIONIZE,
    OUTLIER,
    ESTIMATE
  }

  public QueryGenerator(long seed) {
    this(seed, Set.of(Kind.values()));
  }

  /** Queries of these commands only, for engines that do not know all. */
  public QueryGenerator(long seed, Set<Kind> kinds) {
    this.choice = new Choice(seed);
    this.expressions = new ExpressionGenerator(choice);
    // Sets have no order that lasts from one run to the next.
    this.kinds = kinds.stream().sorted().toList();
  }

  public Query query() {
    Names names = new Names(EventGenerator.NAMES, true);
    List<Command> commands = new ArrayList<>();
    int length = 1 + choice.below(5);
    boolean joined = false;
    while (commands.size() < length) {
      Kind kind = choice.of(kinds);
      boolean ordered =
          commands.stream()
              .anyMatch(one -> one instanceof Command.Sort || one instanceof Command.Limit);
      if ((kind == Kind.JOIN && joined) || (kind == Kind.STATS && ordered)) {
        continue;
      }
      joined |= kind == Kind.JOIN;
      Command command = command(kind, names);
      commands.add(command);
      if (command instanceof Command.Dedup || command instanceof Command.Estimate) {
        break;
      }
    }
    Source source = choice.oneIn(8) ? source() : null;
    return new Query(source, commands, NOWHERE);
  }

  private Command command(Kind kind, Names names) {
    return switch (kind) {
      case FIELDS -> new Command.Fields(items(names), NOWHERE);
      case DISPLAY -> new Command.Display(items(names), NOWHERE);
      case FILTER -> new Command.Filter(expressions.condition(names), NOWHERE);
      case FILTER_INDEX ->
          new Command.FilterIndex(
              names.path(choice),
              choice.oneIn(2)
                  ? List.of(expressions.text())
                  : List.of(expressions.number(), expressions.text()),
              NOWHERE);
      case FILTER_QUERY ->
          new Command.Filter(
              new InQuery(expressions.field(names), choice.oneIn(3), subquery(1), NOWHERE),
              NOWHERE);
      case STATS -> stats(names);
      case SORT ->
          new Command.Sort(
              choice.list(
                  1,
                  2,
                  () -> new Command.SortKey(expressions.field(names), choice.oneIn(2), NOWHERE)),
              NOWHERE);
      case LIMIT -> new Command.Limit(1 + choice.below(20), choice.oneIn(10), NOWHERE);
      case PARSE_GLOB -> parseGlob(names);
      case PARSE_REGEX -> parseRegex(names);
      case DEDUP -> new Command.Dedup(paths(names, 2), NOWHERE);
      case UNNEST -> {
        Expression list = expressions.value(names);
        yield new Command.Unnest(list, added(names), NOWHERE);
      }
      case EXPAND -> new Command.Expand(names.path(choice), NOWHERE);
      case LOOKUP -> {
        List<Command.LookupKey> keys = List.of(new Command.LookupKey("port", names.path(choice)));
        names.add("service");
        yield new Command.Lookup("ports", keys, choice.oneIn(2), List.of("service"), NOWHERE);
      }
      case CIDR_LOOKUP -> {
        Path address = names.path(choice);
        List<Command.LookupOutput> output =
            List.of(new Command.LookupOutput("owner", added(names)));
        yield new Command.CidrLookup(
            "nets", address, choice.oneIn(2) ? "cidr" : null, choice.oneIn(2), output, NOWHERE);
      }
      case JOIN -> join(names);
      case APPEND_COLUMNS -> {
        Query query = subquery(2);
        names.add("dstPort");
        names.add("bytes");
        yield new Command.AppendColumns(choice.oneIn(2), choice.of(3L, 10_000L), query, NOWHERE);
      }
      case ACCUMULATE -> {
        Path field = names.path(choice);
        yield new Command.Accumulate(field, choice.oneIn(3) ? null : added(names), NOWHERE);
      }
      case ADD_TOTALS -> {
        List<Path> fields = choice.oneIn(2) ? List.of() : paths(names, 2);
        names.add("Total");
        yield new Command.AddTotals("Total", true, choice.oneIn(3), fields, NOWHERE);
      }
      case AUTOREGRESS -> {
        int first = 1 + choice.below(2);
        Command.Autoregress autoregress =
            new Command.Autoregress(
                names.path(choice), names.fresh(), first, first + choice.below(2), NOWHERE);
        AutoregressColumns.of(autoregress).forEach(names::add);
        yield autoregress;
      }
      case COUNT_FREQUENT -> {
        List<Path> fields = distinct(paths(names, 2));
        List<String> columns = new ArrayList<>(fields.stream().map(Path::name).toList());
        columns.add(CheckedQuery.FREQUENCY);
        names.replace(columns);
        yield new Command.CountFrequent(fields, NOWHERE);
      }
      case FILL_DOWN ->
          new Command.FillDown(choice.oneIn(2) ? List.of() : List.of("src*"), NOWHERE);
      case FILL_MISSING ->
          new Command.FillMissing(
              choice.oneIn(2)
                  ? List.of()
                  : List.of(new Command.Fill(expressions.number(), names.path(choice).name())),
              NOWHERE);
      case SESSIONIZE -> {
        List<Path> fields = paths(names, 2);
        yield new Command.Sessionize(
            fields, choice.oneIn(2) ? null : expressions.period(), added(names), NOWHERE);
      }
      case OUTLIER ->
          new Command.Outlier(
              choice.oneIn(2),
              choice.of(1.0, 2.5),
              choice.oneIn(2),
              choice.oneIn(2),
              distinct(paths(names, 2)),
              NOWHERE);
      case ESTIMATE -> new Command.Estimate(NOWHERE);
    };
  }

  private static String added(Names names) {
    String name = names.fresh();
    names.add(name);
    return name;
  }

  private List<Item> items(Names names) {
    List<Item> items = new ArrayList<>();
    int count = 1 + choice.below(3);
    for (int i = 0; i < count; i++) {
      boolean plain = choice.oneIn(3);
      Expression expression = plain ? expressions.field(names) : expressions.value(names);
      String alias = plain ? null : names.fresh();
      if (alias != null && !isStructure(expression)) {
        names.add(alias);
      }
      items.add(new Item(expression, alias, NOWHERE));
    }
    return items;
  }

  /** Maps and lists must not be sorted or grouped by. */
  private static boolean isStructure(Expression expression) {
    return expression instanceof Call call
        && FunctionCatalog.find(call.function()).orElseThrow().result() == Function.Kind.STRUCTURE;
  }

  private List<Path> paths(Names names, int most) {
    return choice.list(1, most, () -> names.path(choice));
  }

  private static List<Path> distinct(List<Path> paths) {
    return paths.stream().distinct().toList();
  }

  private Command stats(Names names) {
    List<Item> by = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    boolean bins = false;
    for (int i = choice.below(3); i > 0; i--) {
      if (names.haveTime() && choice.oneIn(3)) {
        bins = true;
        by.add(
            new Item(
                new Call("bin", List.of(expressions.period()), NOWHERE),
                next(columns, "g"),
                NOWHERE));
      } else {
        by.add(new Item(expressions.field(names), next(columns, "g"), NOWHERE));
      }
    }
    List<Item> items = new ArrayList<>();
    for (int i = 1 + choice.below(3); i > 0; i--) {
      Expression aggregate = expressions.aggregate(names);
      Expression item =
          switch (choice.below(6)) {
            case 0 ->
                new Arithmetic(
                    ArithmeticOperator.DIVIDE, aggregate, new Numeral("2", NOWHERE), NOWHERE);
            case 1 -> expressions.callOf(aggregate);
            default -> aggregate;
          };
      items.add(new Item(item, next(columns, "a"), NOWHERE));
    }
    List<String> plain = new ArrayList<>();
    by.forEach(item -> plain.add(item.column()));
    items.stream()
        .filter(item -> !isStructure(item.expression()))
        .forEach(item -> plain.add(item.column()));
    if (plain.isEmpty()) {
      Expression count = new Call("count", List.of(), NOWHERE);
      items.add(new Item(count, next(columns, "a"), NOWHERE));
      plain.addLast(columns.getLast());
    }
    names.replace(plain);
    return new Command.Stats(
        items, by, bins && choice.oneIn(4) ? expressions.period() : null, NOWHERE);
  }

  private static String next(List<String> columns, String letter) {
    String name = letter + (columns.size() + 1);
    columns.add(name);
    return name;
  }

  private Command parseGlob(Names names) {
    @Nullable Expression subject = subject(names);
    int count = 1 + choice.below(2);
    String glob =
        count == 1 ? choice.of("1*", "*.", "A*T", "* ") : choice.of("*.*", "1*.*", "* * ");
    List<String> extracted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      extracted.add(added(names));
    }
    return new Command.ParseGlob(subject, glob, extracted, NOWHERE);
  }

  private Command parseRegex(Names names) {
    @Nullable Expression subject = subject(names);
    String pattern = "(?<" + added(names) + ">" + choice.of("[0-9]+", "[A-Z]{2}", "\\.") + ")";
    return new Command.ParseRegex(subject, new Regex(pattern, NOWHERE), NOWHERE);
  }

  private @Nullable Expression subject(Names names) {
    return names.haveTime() && choice.oneIn(2) ? null : expressions.field(names);
  }

  private Command join(Names names) {
    Path left = below("l", names.path(choice));
    Path right = below("r", Path.of(choice.of("dstPort", "srcAddr")));
    return new Command.Join(
        choice.of(JoinKind.values()), "l", "r", left, right, subquery(2), NOWHERE);
  }

  private static Path below(String side, Path path) {
    List<Path.Segment> segments = new ArrayList<>();
    segments.add(new Path.Segment(side, false));
    segments.addAll(path.segments());
    return new Path(segments, NOWHERE);
  }

  private Query subquery(int columns) {
    Names names = new Names(EventGenerator.NAMES, true);
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.Filter(expressions.condition(names), NOWHERE));
    List<Item> items = new ArrayList<>();
    items.add(new Item(new Expression.Field(Path.of("dstPort")), null, NOWHERE));
    if (columns == 2) {
      items.add(new Item(new Expression.Field(Path.of("bytes")), null, NOWHERE));
    }
    commands.add(new Command.Fields(items, NOWHERE));
    return new Query(source(), commands, NOWHERE);
  }

  private Source source() {
    Source.Selector selector =
        switch (choice.below(4)) {
          case 0 -> new Source.DataSource(List.of("amazon_vpc.flow"), NOWHERE);
          case 1 ->
              new Source.LogGroups(
                  List.of(new Source.Argument("namePrefix", List.of("/aws/a", "b"))), NOWHERE);
          case 2 ->
              new Source.Tags(List.of(new Source.Tag("team", List.of("one", "two*"))), NOWHERE);
          default ->
              new Source.LogGroup(
                  "/aws/lambda/x",
                  choice.oneIn(2) ? null : "-1d",
                  choice.oneIn(2) ? null : "now",
                  NOWHERE);
        };
    return new Source(List.of(selector), NOWHERE);
  }
}

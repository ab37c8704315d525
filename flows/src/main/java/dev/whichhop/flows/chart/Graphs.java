package dev.whichhop.flows.chart;

import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.chart.Graph.Kind;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes pictures of results, as CloudWatch does: lines of what is grouped by {@code bin()}, bars of
 * other groups (CWL_QuerySyntax-Stats), and of two groups a table or bands besides.
 */
public final class Graphs {
  /** What may be added up over groups; an average of averages would be a number of nothing. */
  private static final Set<String> ADDITIVE = Set.of("sum", "count");

  private final Command.Stats stats;
  private final Result result;
  private final Words words;

  private Graphs(Command.Stats stats, Result result, Words words) {
    this.stats = stats;
    this.result = result;
    this.words = words;
  }

  /**
   * The picture of a result.
   *
   * @param kind null for the one that fits the groups
   * @throws CannotDraw when the query does not give what this picture shows
   */
  public static Graph of(CheckedQuery query, Result result, @Nullable Kind kind, Words words)
      throws CannotDraw {
    Command.Stats stats =
        query.query().commands().stream()
            .filter(Command.Stats.class::isInstance)
            .map(Command.Stats.class::cast)
            .reduce((_, last) -> last)
            .orElseThrow(() ->
                new CannotDraw("a chart needs stats … by …, so that there is something to draw"));
    Graphs graphs = new Graphs(stats, result, words);
    return switch (kind == null ? graphs.fitting() : kind) {
      case SERIES -> graphs.series();
      case BARS -> graphs.bars();
      case HEATMAP -> graphs.pairs(false);
      case SANKEY -> graphs.pairs(true);
    };
  }

  private Kind fitting() {
    return time().isPresent() ? Kind.SERIES : stats.by().size() == 2 ? Kind.HEATMAP : Kind.BARS;
  }

  /** The group that is a time. */
  private Optional<Item> time() {
    return stats.by().stream()
        .filter(item ->
            item.expression() instanceof Expression.Call call
                && List.of("bin", "datefloor", "dateceil")
                    .contains(call.function().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private Graph series() throws CannotDraw {
    Item time = time().orElseThrow(() -> new CannotDraw("lines over time need a group by bin(…)"));
    int timeColumn = column(time);
    List<Item> others = stats.by().stream().filter(item -> !item.equals(time)).toList();
    LineTable table = new LineTable(isAdditive(stats.items()), words);
    for (List<@Nullable String> row : result.rows()) {
      String at = row.get(timeColumn);
      if (at == null) {
        continue;
      }
      for (Item value : stats.items()) {
        String group = name(row, others);
        String line =
            others.isEmpty()
                ? value.column()
                : stats.items().size() == 1 ? group : group + " " + value.column();
        table.add(at, line, number(row.get(column(value))));
      }
    }
    return table.series(measure());
  }

  private Graph bars() throws CannotDraw {
    Item value = onlyValue("bars");
    List<Graph.Bar> bars = new ArrayList<>();
    for (List<@Nullable String> row : result.rows()) {
      Double number = number(row.get(column(value)));
      if (number != null) {
        bars.add(new Graph.Bar(name(row, stats.by()), number));
      }
    }
    return new Graph.Bars(measure(), bars);
  }

  private Graph pairs(boolean flows) throws CannotDraw {
    if (stats.by().size() != 2) {
      throw new CannotDraw(
          "a picture of pairs needs two groups, such as stats sum(bytes) by srcAddr, dstAddr");
    }
    Item value = onlyValue("pairs");
    PairTable table = new PairTable(isAdditive(List.of(value)), words);
    for (List<@Nullable String> row : result.rows()) {
      Double number = number(row.get(column(value)));
      if (number != null) {
        table.add(
            name(row, List.of(stats.by().getFirst())),
            name(row, List.of(stats.by().getLast())),
            number);
      }
    }
    return table.pairs(measure(), flows);
  }

  private static boolean isAdditive(List<Item> values) {
    return values.stream()
        .allMatch(item ->
            item.expression() instanceof Expression.Call call
                && ADDITIVE.contains(call.function().toLowerCase(Locale.ROOT)));
  }

  private Item onlyValue(String picture) throws CannotDraw {
    if (stats.items().size() != 1) {
      throw new CannotDraw(
          "a picture of " + picture + " shows one value, stats has " + stats.items().size());
    }
    return stats.items().getFirst();
  }

  private String measure() {
    return String.join(", ", stats.items().stream().map(Item::column).toList());
  }

  private int column(Item item) throws CannotDraw {
    int column = result.columns().indexOf(item.column());
    if (column < 0) {
      throw new CannotDraw("the result does not show " + item.column() + ": display leaves it out");
    }
    return column;
  }

  private String name(List<@Nullable String> row, List<Item> groups) throws CannotDraw {
    List<String> names = new ArrayList<>();
    for (Item group : groups) {
      String value = row.get(column(group));
      names.add(value == null ? words.none() : value);
    }
    return names.isEmpty() ? words.all() : String.join(" ", names);
  }

  private static @Nullable Double number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}

package dev.whichhop.flows.language;

import static java.util.stream.Collectors.joining;

import dev.whichhop.flows.language.Command.JoinKind;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Source.DataSource;
import dev.whichhop.flows.language.Source.LogGroup;
import dev.whichhop.flows.language.Source.LogGroups;
import dev.whichhop.flows.language.Source.Selector;
import dev.whichhop.flows.language.Source.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The canonical text of commands; an option that has its default value is left out. */
final class CommandText {
  private CommandText() {}

  static String of(Query query, String separator) {
    List<String> stages = new ArrayList<>();
    if (query.source() != null) {
      stages.add("SOURCE " + list(query.source().selectors(), " ", CommandText::selector));
    }
    query.commands().forEach(command -> stages.add(of(command)));
    return String.join(separator, stages);
  }

  /** A query in brackets, on one line. */
  static String inner(Query query) {
    return of(query, " | ");
  }

  private static String of(Command command) {
    return switch (command) {
      case Command.Fields fields -> "fields " + items(fields.items());
      case Command.Display display -> "display " + items(display.items());
      case Command.Filter filter -> "filter " + QueryText.of(filter.condition());
      case Command.FilterIndex filter -> filterIndex(filter);
      case Command.Stats stats ->
          "stats "
              + items(stats.items())
              + (stats.by().isEmpty() ? "" : " by " + items(stats.by()))
              + optional(" offset ", stats.offset(), CommandText::period);
      case Command.Sort sort -> "sort " + list(sort.keys(), ", ", CommandText::key);
      case Command.Limit limit -> "limit " + (limit.any() ? "any " : "") + limit.rows();
      case Command.ParseGlob parse ->
          "parse "
              + optional("", parse.subject(), subject -> QueryText.of(subject) + " ")
              + QueryText.text(parse.glob())
              + " as "
              + names(parse.names());
      case Command.ParseRegex parse ->
          "parse "
              + optional("", parse.subject(), subject -> QueryText.of(subject) + " ")
              + QueryText.of(parse.regex());
      case Command.Dedup dedup -> "dedup " + paths(dedup.fields());
      case Command.Unnest unnest ->
          "unnest " + QueryText.of(unnest.list()) + " into " + QueryText.name(unnest.name());
      case Command.Expand expand -> "expand " + QueryText.path(expand.field());
      case Command.Lookup lookup -> lookup(lookup);
      case Command.CidrLookup lookup -> cidrLookup(lookup);
      case Command.Join join -> join(join);
      case Command.AppendColumns append ->
          "appendcols "
              + (append.override() ? "override=true " : "")
              + (append.most() == LookupCommandParser.APPENDED_ROWS
                  ? ""
                  : "max=" + append.most() + " ")
              + "("
              + inner(append.query())
              + ")";
      case Command.Accumulate accumulate ->
          "accum " + QueryText.path(accumulate.field()) + alias(accumulate.name());
      case Command.AddTotals totals -> addTotals(totals);
      case Command.Autoregress autoregress -> autoregress(autoregress);
      case Command.CountFrequent count -> "countFrequent " + paths(count.fields());
      case Command.FillDown fill ->
          fill.names().isEmpty() ? "filldown" : "filldown " + wildcards(fill.names());
      case Command.FillMissing fill ->
          "fillmissing" + (fill.fills().isEmpty() ? "" : " with " + fills(fill.fills()));
      case Command.Sessionize sessionize ->
          "sessionize "
              + paths(sessionize.fields())
              + optional(" maxspan ", sessionize.longest(), CommandText::period)
              + (sessionize.name().equals(SeriesCommandParser.SESSION)
                  ? ""
                  : alias(sessionize.name()));
      case Command.Outlier outlier -> outlier(outlier);
      case Command.Estimate ignored -> "estimate";
      case Command.Pattern pattern -> "pattern " + QueryText.of(pattern.subject());
      case Command.Anomaly ignored -> "anomaly";
      case Command.Diff diff -> "diff" + optional(" ", diff.range(), QueryText::name);
      case Command.LogCompare compare -> "logcompare timeshift " + period(compare.shift());
      case Command.RelevantFields relevant ->
          "relevantfields "
              + (relevant.fields().isEmpty() ? "" : paths(relevant.fields()) + " ")
              + "where "
              + QueryText.of(relevant.condition());
      case Command.Unmask unmask -> "unmask " + QueryText.of(unmask.subject());
      case Command.SavedQuery saved ->
          "$"
              + QueryText.name(saved.name())
              + "("
              + list(
                  saved.arguments(),
                  ", ",
                  one -> QueryText.name(one.name()) + " = " + QueryText.of(one.value()))
              + ")";
    };
  }

  private static String filterIndex(Command.FilterIndex filter) {
    String field = "filterIndex " + QueryText.path(filter.field());
    return filter.values().size() == 1
        ? field + " = " + QueryText.of(filter.values().getFirst())
        : field + " in [" + list(filter.values(), ", ", QueryText::of) + "]";
  }

  private static String key(Command.SortKey key) {
    return QueryText.of(key.expression()) + (key.descending() ? " desc" : "");
  }

  private static String lookup(Command.Lookup lookup) {
    String keys =
        list(
            lookup.keys(),
            ", ",
            key ->
                key.field().name().equals(key.column())
                    ? QueryText.path(key.field())
                    : QueryText.name(key.column()) + " as " + QueryText.path(key.field()));
    return "lookup "
        + QueryText.name(lookup.table())
        + " "
        + keys
        + (lookup.overwrite() ? " OUTPUT " : " OUTPUTNEW ")
        + names(lookup.output());
  }

  private static String cidrLookup(Command.CidrLookup lookup) {
    String output =
        list(
            lookup.output(),
            ", ",
            one ->
                QueryText.name(one.column())
                    + (one.name().equals(one.column()) ? "" : alias(one.name())));
    return "cidrlookup "
        + QueryText.name(lookup.table())
        + " "
        + QueryText.path(lookup.address())
        + alias(lookup.column())
        + (lookup.overwrite() ? " OUTPUT " : " OUTPUTNEW ")
        + output;
  }

  private static String join(Command.Join join) {
    return "join type="
        + (join.kind() == JoinKind.LEFT ? "left" : "inner")
        + " left="
        + QueryText.name(join.left())
        + " right="
        + QueryText.name(join.right())
        + " where "
        + QueryText.path(join.leftField())
        + " = "
        + QueryText.path(join.rightField())
        + " ("
        + inner(join.query())
        + ")";
  }

  private static String addTotals(Command.AddTotals totals) {
    return "addtotals"
        + (totals.name().equals(SeriesCommandParser.TOTAL)
            ? ""
            : " fieldname=" + QueryText.name(totals.name()))
        + (totals.row() ? "" : " row=false")
        + (totals.column() ? " col=true" : "")
        + (totals.fields().isEmpty() ? "" : " " + paths(totals.fields()));
  }

  private static String autoregress(Command.Autoregress autoregress) {
    int first = autoregress.first();
    int last = autoregress.last();
    String steps = first == last ? String.valueOf(first) : first + "-" + last;
    return "autoregress "
        + QueryText.path(autoregress.field())
        + alias(autoregress.name())
        + (steps.equals("1") ? "" : " p=" + steps);
  }

  private static String outlier(Command.Outlier outlier) {
    return "outlier "
        + (outlier.remove() ? "action=remove " : "")
        + (outlier.factor() == SeriesCommandParser.OUTLIER_FACTOR
            ? ""
            : "param=" + outlier.factor() + " ")
        + (outlier.useLower() ? "uselower=true " : "")
        + (outlier.mark() ? "mark=true " : "")
        + list(outlier.fields(), " ", QueryText::path);
  }

  private static String fills(List<Command.Fill> fills) {
    return list(
        fills, ", ", fill -> QueryText.of(fill.value()) + " for " + QueryText.name(fill.name()));
  }

  private static String wildcards(List<String> names) {
    return list(names, " ", name -> name.contains("*") ? name : QueryText.name(name));
  }

  private static String selector(Selector selector) {
    return switch (selector) {
      case LogGroup group ->
          QueryText.text(group.name())
              + optional(" start=", group.start(), Function.identity())
              + optional(" end=", group.end(), Function.identity());
      case LogGroups groups ->
          "logGroups("
              + list(
                  groups.arguments(),
                  ", ",
                  one -> one.name() + ": [" + list(one.values(), ", ", QueryText::text) + "]")
              + ")";
      case DataSource source -> "dataSource([" + list(source.names(), ", ", QueryText::text) + "])";
      case Tags tags ->
          "logGroupTags(["
              + list(
                  tags.tags(),
                  ", ",
                  tag ->
                      "{\"key\": "
                          + QueryText.text(tag.key())
                          + ", \"values\": ["
                          + list(tag.values(), ", ", QueryText::text)
                          + "]}")
              + "])";
    };
  }

  private static String period(Period period) {
    return QueryText.of(period);
  }

  private static String alias(@Nullable String name) {
    return optional(" as ", name, QueryText::name);
  }

  private static String items(List<Item> items) {
    return list(items, ", ", item -> QueryText.of(item.expression()) + alias(item.alias()));
  }

  private static String paths(List<Path> paths) {
    return list(paths, ", ", QueryText::path);
  }

  private static String names(List<String> names) {
    return list(names, ", ", QueryText::name);
  }

  private static <T> String list(List<T> values, String separator, Function<T, String> text) {
    return values.stream().map(text).collect(joining(separator));
  }

  private static <T> String optional(
      String before, @Nullable T value, Function<? super T, String> text) {
    return value == null ? "" : before + text.apply(value);
  }
}

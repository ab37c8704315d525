package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Expression.Literal;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Expression.Regex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a query: what it does with the rows of the stage before.
 *
 * <p>A command with several spellings ({@code where}, {@code head}, {@code count_frequent}) is one
 * record. Sources: the page CWL_QuerySyntax-NAME of each.
 */
public sealed interface Command {
  Span span();

  record Fields(List<Item> items, Span span) implements Command {}

  record Display(List<Item> items, Span span) implements Command {}

  record Filter(Expression condition, Span span) implements Command {}

  /** {@code filterIndex f = v} or {@code f in [..]}: one value or several. */
  record FilterIndex(Path field, List<Expression> values, Span span) implements Command {}

  record Stats(List<Item> items, List<Item> by, @Nullable Period offset, Span span)
      implements Command {}

  record Sort(List<SortKey> keys, Span span) implements Command {}

  record SortKey(Expression expression, boolean descending, Span span) {}

  /** {@code limit any} stops scanning at the first rows found, in no order. */
  record Limit(long rows, boolean any, Span span) implements Command {}

  /** The subject is {@code @message} when none is given. */
  record ParseGlob(@Nullable Expression subject, String glob, List<String> names, Span span)
      implements Command {}

  record ParseRegex(@Nullable Expression subject, Regex regex, Span span) implements Command {}

  record Dedup(List<Path> fields, Span span) implements Command {}

  record Unnest(Expression list, String name, Span span) implements Command {}

  record Expand(Path field, Span span) implements Command {}

  /** {@code OUTPUT} overwrites, {@code OUTPUTNEW} fills only what is missing. */
  record Lookup(
      String table, List<LookupKey> keys, boolean overwrite, List<String> output, Span span)
      implements Command {}

  /** A column of the table and the field that it must equal. */
  record LookupKey(String column, Path field) {}

  record CidrLookup(
      String table,
      Path address,
      @Nullable String column,
      boolean overwrite,
      List<LookupOutput> output,
      Span span)
      implements Command {}

  record LookupOutput(String column, String name) {}

  record Join(
      JoinKind kind,
      String left,
      String right,
      Path leftField,
      Path rightField,
      Query query,
      Span span)
      implements Command {}

  /** Whether rows without a partner are kept. */
  enum JoinKind {
    INNER,
    LEFT
  }

  record AppendColumns(boolean override, long most, Query query, Span span) implements Command {}

  record Accumulate(Path field, @Nullable String name, Span span) implements Command {}

  record AddTotals(String name, boolean row, boolean column, List<Path> fields, Span span)
      implements Command {}

  /** The values of the rows {@code first} to {@code last} before; both 1 when not given. */
  record Autoregress(Path field, @Nullable String name, int first, int last, Span span)
      implements Command {}

  record CountFrequent(List<Path> fields, Span span) implements Command {}

  /** No name means every field; a name may hold the wildcard {@code *}. */
  record FillDown(List<String> names, Span span) implements Command {}

  record FillMissing(List<Fill> fills, Span span) implements Command {}

  record Fill(Literal value, String name) {}

  record Sessionize(List<Path> fields, @Nullable Period longest, String name, Span span)
      implements Command {}

  record Outlier(
      boolean remove, double factor, boolean useLower, boolean mark, List<Path> fields, Span span)
      implements Command {}

  record Estimate(Span span) implements Command {}

  record Pattern(Expression subject, Span span) implements Command {}

  record Anomaly(Span span) implements Command {}

  record Diff(@Nullable String range, Span span) implements Command {}

  record LogCompare(Period shift, Span span) implements Command {}

  record RelevantFields(List<Path> fields, Expression condition, Span span) implements Command {}

  record Unmask(Expression subject, Span span) implements Command {}

  /** {@code $Name(p = v)}: a query that somebody saved, with values for its parameters. */
  record SavedQuery(String name, List<Argument> arguments, Span span) implements Command {}

  record Argument(String name, Literal value) {}
}

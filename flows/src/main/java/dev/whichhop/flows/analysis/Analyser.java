package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.QueryParser;
import dev.whichhop.flows.language.Span;
import dev.whichhop.flows.value.Assumption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks whether a query can be answered truly, and resolves its names.
 *
 * <p>What is true only inside CloudWatch is refused with its reason; what CloudWatch itself refuses
 * is refused as well, so that a query that runs here runs there.
 */
public final class Analyser {
  /** The longest query text of CloudWatch (API_StartQuery, queryString). */
  static final int LONGEST_QUERY = 10_000;

  /** The most {@code stats} of one query (CWL_QuerySyntax-Stats). */
  private static final int MOST_STATS = 10;

  private final Setting setting;
  private final Findings findings = new Findings();

  private Analyser(Setting setting) {
    this.setting = setting;
  }

  /**
   * @throws QueryError when the text is no query, or none that can be answered
   */
  public static CheckedQuery check(String text, Setting setting) {
    Query query = QueryParser.parse(text, setting.parameters());
    Analyser analyser = new Analyser(setting);
    if (text.length() > LONGEST_QUERY) {
      String length = String.valueOf(text.length());
      analyser.findings.note(
          new Note(
              Note.Kind.QUERY_LENGTH,
              Map.of("length", length, "longest", String.valueOf(LONGEST_QUERY)),
              new Span(LONGEST_QUERY, text.length())));
    }
    return analyser.check(query, true);
  }

  private CheckedQuery check(Query written, boolean outermost) {
    SavedQueryExpansion saved = new SavedQueryExpansion(setting.savedQueries());
    Query query = saved.expand(written);
    checkOrder(query.commands(), saved);
    if (!outermost) {
      query.commands().forEach(one -> saved.check(one, Analyser::refuseNesting));
    }
    CommandChecker checker =
        new CommandChecker(setting.fields(), findings, inner -> check(inner, false));
    List<Command> commands = new ArrayList<>();
    query.commands().forEach(one -> saved.check(one, next -> commands.add(checker.check(next))));
    boolean limited = commands.stream().anyMatch(Command.Limit.class::isInstance);
    if (!limited && outermost) {
      findings.note(
          new Note(
              Note.Kind.IMPLICIT_LIMIT,
              Map.of("limit", String.valueOf(CheckedQuery.DEFAULT_LIMIT)),
              query.span()));
    }
    return new CheckedQuery(
        new Query(query.source(), commands, query.span()),
        Columns.after(commands),
        limited ? CheckedQuery.LARGEST_LIMIT : CheckedQuery.DEFAULT_LIMIT,
        findings.notes(),
        findings.assumptions());
  }

  /** The rules of which command may follow which. */
  private void checkOrder(List<Command> commands, SavedQueryExpansion saved) {
    boolean severalStats = count(commands, Command.Stats.class) > 1;
    int lastStats = lastStats(commands);
    for (int i = 0; i < commands.size(); i++) {
      List<Command> before = commands.subList(0, i);
      List<Command> after = commands.subList(i + 1, commands.size());
      boolean beforeStats = severalStats && i < lastStats;
      saved.check(commands.get(i), one -> checkPlace(one, before, after, beforeStats));
    }
  }

  private void checkPlace(
      Command command, List<Command> before, List<Command> after, boolean beforeStats) {
    switch (command) {
      case Command.Stats stats when count(before, Command.Stats.class) == MOST_STATS ->
          throw new QueryError(
              "more than " + MOST_STATS + " stats", "CloudWatch takes no more", stats.span());
      case Command.Join join when count(before, Command.Join.class) == 1 ->
          throw new QueryError(
              "more than one join", "CloudWatch takes one in a query", join.span());
      case Command.Sort sort when beforeStats ->
          throw new QueryError(
              "sort before the last stats", "put it after the last stats", sort.span());
      case Command.Limit limit when beforeStats ->
          throw new QueryError(
              "limit before the last stats", "put it after the last stats", limit.span());
      case Command.Limit ignored when after.stream().anyMatch(Analyser::choosesRows) ->
          findings.assume(Assumption.LIMIT_BY_POSITION);
      case Command.Dedup dedup when !after.stream().allMatch(Command.Limit.class::isInstance) ->
          throw new QueryError(
              "a command after dedup that is not limit",
              "only limit may follow dedup: put the others before it",
              dedup.span());
      case Command.Estimate estimate when !after.isEmpty() ->
          throw new QueryError("a command after estimate", "estimate comes last", estimate.span());
      default -> {}
    }
  }

  private static long count(List<Command> commands, Class<? extends Command> kind) {
    return commands.stream().filter(kind::isInstance).count();
  }

  private static int lastStats(List<Command> commands) {
    int last = commands.size() - 1;
    while (last >= 0 && !(commands.get(last) instanceof Command.Stats)) {
      last--;
    }
    return last;
  }

  /** Whether the rows that a limit leaves matter to a command after it. */
  private static boolean choosesRows(Command command) {
    return switch (command) {
      case Command.Fields ignored -> false;
      case Command.Display ignored -> false;
      case Command.Limit ignored -> false;
      case Command.ParseGlob ignored -> false;
      case Command.ParseRegex ignored -> false;
      default -> true;
    };
  }

  /** A query in brackets holds none itself (CWL_QuerySyntax-Subqueries and -Join). */
  private static void refuseNesting(Command command) {
    boolean nested =
        switch (command) {
          case Command.Join ignored -> true;
          case Command.AppendColumns ignored -> true;
          case Command.Filter filter -> holdsQuery(filter.condition());
          default -> false;
        };
    if (nested) {
      throw new QueryError(
          "a query within a query within a query", "CloudWatch takes one level", command.span());
    }
  }

  private static boolean holdsQuery(Expression expression) {
    return expression instanceof Expression.InQuery
        || Children.of(expression).stream().anyMatch(Analyser::holdsQuery);
  }
}

package dev.whichhop.flows.lint;

import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.QueryParser;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Looks for everything in a query that does not do what it looks like. */
public final class QueryLinter {
  private static final List<QueryRule> RULES =
      Stream.of(AddressRules.all(), FlowLogRules.all(), ConditionRules.all(), ShapeRules.all())
          .flatMap(List::stream)
          .toList();

  private QueryLinter() {}

  /** The names of all rules. */
  public static List<String> rules() {
    return RULES.stream().map(QueryRule::name).toList();
  }

  /**
   * @param fields the fields of the events; unknown when nothing is known about them
   * @return findings in the order of the query
   * @throws dev.whichhop.flows.language.QueryError when the text is no query
   */
  public static List<QueryFinding> lint(String text, EventFields fields) {
    Query query = QueryParser.parse(text);
    LintedQuery linted = new LintedQuery(query, fields);
    return RULES.stream()
        .flatMap(rule -> rule.look(linted).stream())
        .sorted(
            Comparator.comparingInt((QueryFinding finding) -> finding.span().start())
                .thenComparing(QueryFinding::rule))
        .toList();
  }
}

package dev.whichhop.flows.lint;

import java.util.List;
import java.util.function.Function;

/** One kind of mistake. */
interface QueryRule {
  /** The name of the rule in its sentences. */
  String name();

  List<QueryFinding> look(LintedQuery query);

  static QueryRule of(String name, Function<LintedQuery, List<QueryFinding>> look) {
    return new QueryRule() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<QueryFinding> look(LintedQuery query) {
        return look.apply(query);
      }
    };
  }
}

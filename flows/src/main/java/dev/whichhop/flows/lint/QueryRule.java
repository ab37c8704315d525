package dev.whichhop.flows.lint;

import java.util.List;

/** One kind of mistake. */
interface QueryRule {
  /** The name of the rule in its sentences. */
  String name();

  List<QueryFinding> look(LintedQuery query);
}

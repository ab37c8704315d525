package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.flows.lint.QueryFinding;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong in a query, for people and as a tree ({@code kind: QueryLint}). */
public final class QueryLintReport {
  private final Messages messages;
  private final String query;

  public QueryLintReport(Messages messages, String query) {
    this.messages = messages;
    this.query = query;
  }

  /** A paragraph each: place and level, what it is, the part of the query, a better one. */
  public void print(List<QueryFinding> findings, PrintWriter out) {
    for (QueryFinding finding : findings) {
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      out.println(
          line(finding)
              + ":"
              + column(finding)
              + " "
              + messages.text("insights-lint.level." + level)
              + " ["
              + finding.rule()
              + "]");
      out.println("  " + SafeText.line(part(finding)));
      out.println("  " + SafeText.line(sentence(finding, "found")));
      out.println("  " + SafeText.line(sentence(finding, "instead")));
      if (finding.better() != null) {
        out.println("  " + messages.text("insights-lint.instead"));
        SafeText.text(finding.better()).lines().forEach(one -> out.println("    " + one));
      }
      out.println();
    }
  }

  /** The tree, keys in the order of the contract. */
  public Map<String, Object> tree(List<QueryFinding> findings) {
    return AnswerTree.object(
        "apiVersion",
        "whichhop.dev/v1",
        "kind",
        "QueryLint",
        "findings",
        findings.stream().map(this::tree).toList());
  }

  private Map<String, Object> tree(QueryFinding finding) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rule", finding.rule());
    tree.put("level", finding.level().name().toLowerCase(Locale.ROOT));
    tree.put("line", line(finding));
    tree.put("column", column(finding));
    tree.put("text", part(finding));
    tree.put("found", sentence(finding, "found"));
    tree.put("instead", sentence(finding, "instead"));
    if (finding.better() != null) {
      tree.put("better", finding.better());
    }
    return tree;
  }

  private String sentence(QueryFinding finding, String part) {
    return messages.text("insights-lint." + finding.rule() + "." + part, finding.values());
  }

  private String part(QueryFinding finding) {
    return query.substring(finding.span().start(), finding.span().end());
  }

  private long line(QueryFinding finding) {
    return 1 + query.substring(0, finding.span().start()).chars().filter(c -> c == '\n').count();
  }

  private int column(QueryFinding finding) {
    return finding.span().start() - query.lastIndexOf('\n', finding.span().start() - 1);
  }
}

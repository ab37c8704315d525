package dev.whichhop.lint;

import dev.whichhop.knowledge.LintRule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.LocatedText;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects what the rules find. The same rule at the same place counts once: a line of a document
 * may be looked at as a field, as a comment and as part of a block.
 */
public final class Findings {
  /** What says the same less precisely gives way at the same place. */
  private static final List<String> GENERAL =
      List.of("unknown-field", "misplaced-field", "unknown-config-key", "unknown-annotation");

  private final Map<String, LintRule> rules;
  private final Map<String, LintFinding> found = new TreeMap<>();

  Findings(Map<String, LintRule> rules) {
    this.rules = rules;
  }

  /** At a field of a document. */
  public void at(Node node, String rule, Map<String, String> values, Content content) {
    Place place = node.place();
    String line = lineOf(content, place.line());
    String key = place.path().replaceAll("(\\[\\d+])+$", "").replaceAll("^.*(?:\\.|\\[\")", "");
    int column = line.indexOf(key.replace("\"]", "")) + 1;
    add(new LintFinding(rule(rule), place, Math.max(column, 0), line, values));
  }

  /** At a character of a text. */
  public void at(
      LocatedText text, int index, String rule, Map<String, String> values, Content content) {
    int line = text.line(index);
    add(
        new LintFinding(
            rule(rule),
            Place.line(content.file(), line),
            text.column(index),
            lineOf(content, line),
            values));
  }

  private void add(LintFinding finding) {
    Place place = finding.place();
    found.putIfAbsent(
        String.format("%s\n%08d\n%s", place.file(), place.line(), finding.rule().id())
            + finding.values(),
        finding);
  }

  private LintRule rule(String id) {
    LintRule rule = rules.get(id);
    if (rule == null) {
      throw new IllegalStateException("no such lint rule: " + id);
    }
    return rule;
  }

  private static String lineOf(Content content, int line) {
    return line > 0 && line <= content.lines().size() ? content.lines().get(line - 1) : "";
  }

  /** By file in the given order, then line, column and rule. */
  List<LintFinding> sorted(List<String> files) {
    return found.values().stream()
        .filter(this::notSaidBetter)
        .sorted(
            Comparator.comparing((LintFinding one) -> files.indexOf(one.place().file()))
                .thenComparing(one -> one.place().line())
                .thenComparing(LintFinding::column)
                .thenComparing(one -> one.rule().id()))
        .toList();
  }

  private boolean notSaidBetter(LintFinding one) {
    return !GENERAL.contains(one.rule().id())
        || found.values().stream()
            .noneMatch(other ->
                other.place().file().equals(one.place().file())
                    && other.place().line() == one.place().line()
                    && !GENERAL.contains(other.rule().id())
                    && !other.place().path().isEmpty());
  }
}

package dev.whichhop.lint;

import dev.whichhop.knowledge.LintRule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.LocatedText;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Collects what the rules find. The same rule at the same place counts once: a line of a document
 * may be looked at as a field, as a comment and as part of a block.
 */
public final class Findings {
  /** What says the same less precisely gives way at the same place. */
  private static final List<String> GENERAL =
      List.of("unknown-field", "misplaced-field", "unknown-config-key", "unknown-annotation");

  /** Lines, comments included, in which the key of a value is looked for. */
  private static final int KEY_LINES = 6;

  private final Map<String, LintRule> rules;
  private final Map<String, LintFinding> found = new TreeMap<>();

  Findings(Map<String, LintRule> rules) {
    this.rules = rules;
  }

  /** At a field of a document. */
  public void at(Node node, String rule, Map<String, String> values, Content content) {
    String key = lastKey(node.place().path());
    Place place = keyPlace(node.place(), key, content);
    String line = lineOf(content, place.line());
    int column = key.isEmpty() ? 0 : line.indexOf(key) + 1;
    add(new LintFinding(rule(rule), place, column, line, values));
  }

  /** {@code name} of {@code spec.ports[0].name}; a key with dots stands in {@code ["…"]}. */
  private static String lastKey(String path) {
    String field = path.replaceAll("(\\[\\d+])+$", "");
    int quoted = field.endsWith("\"]") ? field.lastIndexOf("[\"") : -1;
    return quoted < 0
        ? field.substring(field.lastIndexOf('.') + 1)
        : field.substring(quoted + 2, field.length() - 2);
  }

  /** A mapping or list begins in the line below its key; the finding belongs to the key. */
  private static Place keyPlace(Place value, String key, Content content) {
    for (int line = value.line(); line > value.line() - KEY_LINES && line > 0; line--) {
      if (lineOf(content, line).contains(key)) {
        return new Place(value.file(), line, value.path());
      }
    }
    return value;
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
    Map<String, Integer> order = new HashMap<>();
    files.forEach(file -> order.putIfAbsent(file, order.size()));
    Set<String> precise =
        found.values().stream()
            .filter(one -> !GENERAL.contains(one.rule().id()) && !one.place().path().isEmpty())
            .map(Findings::line)
            .collect(Collectors.toSet());
    return found.values().stream()
        .filter(one -> !GENERAL.contains(one.rule().id()) || !precise.contains(line(one)))
        .sorted(
            Comparator.comparing((LintFinding one) -> order.getOrDefault(one.place().file(), 0))
                .thenComparing(one -> one.place().line())
                .thenComparing(LintFinding::column)
                .thenComparing(one -> one.rule().id()))
        .toList();
  }

  private static String line(LintFinding finding) {
    return finding.place().file() + "\n" + finding.place().line();
  }
}

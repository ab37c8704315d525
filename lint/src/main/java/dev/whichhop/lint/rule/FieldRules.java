package dev.whichhop.lint.rule;

import dev.whichhop.knowledge.LintRule;
import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Document;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The rules whose mistake shows in the value of one field. */
final class FieldRules implements Rule {
  /** Lines above a field whose comments belong to it. */
  private static final int COMMENT_LINES = 6;

  private final Collection<LintRule> rules;

  FieldRules(Collection<LintRule> rules) {
    this.rules = rules.stream().filter(rule -> !rule.fields().isEmpty()).toList();
  }

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Document document : content.documents()) {
        for (Parts part : Parts.of(document)) {
          walk(part.root(), part.root(), new ArrayList<>(), part, document, content, into);
        }
      }
    }
  }

  private void walk(
      Node node,
      Node parent,
      List<String> path,
      Parts part,
      Document document,
      Content content,
      Findings into) {
    for (LintRule rule : rules) {
      for (LintRule.FieldValue field : rule.fields()) {
        if (endsWith(path, field.path())
            && (field.kinds().isEmpty()
                || field.kinds().contains(part.kind())
                || (document.isFragment() && field.kinds().contains("fragment")))
            && hasValue(node, path, field)
            && field.without().stream().noneMatch(key -> parent.get(key).exists())
            && isAbout(node, field, document, content)) {
          Map<String, String> values =
              Map.of("field", path.getLast(), "value", node.textOrEmpty(), "kind", part.kind());
          into.at(node, rule.id(), values, content);
        }
      }
    }
    node.entries()
        .forEach((key, child) -> {
          path.add(key);
          walk(child, node, path, part, document, content, into);
          path.removeLast();
        });
    for (Node item : node.items()) {
      if (!item.entries().isEmpty()) {
        walk(item, node, path, part, document, content, into);
      } else {
        // A scalar of a list is a value of the list's field.
        walk(item, parent, path, part, document, content, into);
      }
    }
  }

  private static boolean endsWith(List<String> path, List<String> last) {
    int from = path.size() - last.size();
    return from >= 0 && path.subList(from, path.size()).equals(last);
  }

  private static boolean hasValue(Node node, List<String> path, LintRule.FieldValue field) {
    String text = node.textOrEmpty();
    if (!field.value().matcher(text).matches()) {
      return false;
    }
    if (Double.isInfinite(field.above()) && Double.isInfinite(field.below())) {
      return true;
    }
    boolean cpu = path.getLast().toLowerCase(Locale.ROOT).contains("cpu");
    OptionalDouble amount = cpu ? Amount.cores(text) : Amount.of(text);
    return amount.isPresent()
        && amount.getAsDouble() > field.above()
        && amount.getAsDouble() < field.below();
  }

  private static boolean isAbout(
      Node node, LintRule.FieldValue field, Document document, Content content) {
    if (field.about().isEmpty()) {
      return true;
    }
    StringBuilder near = new StringBuilder(document.context());
    int line = node.place().line();
    for (int at = Math.max(1, line - COMMENT_LINES); at <= line; at++) {
      String text = at <= content.lines().size() ? content.lines().get(at - 1) : "";
      int comment = text.indexOf('#');
      near.append('\n').append(comment < 0 ? "" : text.substring(comment));
    }
    return field.about().stream().allMatch(pattern -> pattern.matcher(near).find());
  }
}

package dev.whichhop.lint.rule;

import dev.whichhop.knowledge.LintRule;
import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Passage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules whose mistake shows in words. */
final class WordRules implements Rule {
  /** A longer sentence is none; characters. */
  private static final int LONGEST_SENTENCE = 20_000;

  private final Collection<LintRule> rules;

  WordRules(Collection<LintRule> rules) {
    this.rules = rules.stream().filter(rule -> !rule.words().isEmpty()).toList();
  }

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Passage passage : content.passages()) {
        boolean sentence = passage.scope() == LintRule.Scope.PROSE;
        if (!sentence || passage.text().text().length() <= LONGEST_SENTENCE) {
          rules.forEach(rule -> look(rule, passage, content, into));
        }
      }
    }
  }

  private static void look(LintRule rule, Passage passage, Content content, Findings into) {
    String text = passage.text().text();
    for (LintRule.Words words : rule.words()) {
      if (words.scopes().contains(passage.scope())
          && allFound(words.says(), text)
          && allFound(words.about(), passage.context() + "\n" + text)
          && words.unless().stream().noneMatch(pattern -> pattern.matcher(text).find())) {
        Matcher matcher = words.says().getFirst().matcher(text);
        while (matcher.find()) {
          int start = matcher.start();
          into.at(passage.text(), start, rule.id(), Map.of(), content);
        }
      }
    }
  }

  private static boolean allFound(List<Pattern> patterns, String text) {
    return patterns.stream().allMatch(pattern -> pattern.matcher(text).find());
  }
}

package dev.whichhop.app.report;

import dev.whichhop.knowledge.LintRule;
import dev.whichhop.knowledge.LintRules;
import dev.whichhop.knowledge.Messages;
import java.util.Map;
import java.util.Optional;

/** The page of a lint rule as Markdown, made from its data and messages. */
public final class LintPage {
  private LintPage() {}

  /** The page, or empty when no rule has this code. */
  public static Optional<String> of(String code, Messages messages) {
    return Optional.ofNullable(LintRules.load().get(code)).map(rule -> page(rule, messages));
  }

  /** All rules, a line each. */
  public static String index(Messages messages) {
    StringBuilder page = new StringBuilder();
    page.append("\n# ").append(messages.text("lint.rules")).append("\n\n");
    for (String rule : LintRules.load().keySet()) {
      page.append("- `").append(rule).append("`: ");
      page.append(messages.text("lint." + rule + ".title")).append('\n');
    }
    return page.toString();
  }

  /** Placeholders stay as {@code <name>}: a page is about no particular line. */
  private static String page(LintRule rule, Messages messages) {
    String key = "lint." + rule.id();
    String level = rule.level().name().toLowerCase(java.util.Locale.ROOT);
    StringBuilder page = new StringBuilder();
    page.append("# ").append(rule.id()).append("\n\n");
    page.append(messages.text(key + ".title")).append(" (");
    page.append(messages.text("lint.level." + level)).append(")\n\n");
    page.append(messages.text(key + ".found", Map.of())).append("\n\n");
    page.append(messages.text("lint.instead")).append(' ');
    page.append(messages.text(key + ".instead", Map.of())).append("\n\n");
    if (!rule.versions().isEmpty()) {
      page.append(messages.text("lint.versions")).append(' ').append(rule.versions());
      page.append("\n\n");
    }
    page.append(messages.text("lint.source")).append(' ').append(rule.source()).append('\n');
    return page.toString();
  }
}

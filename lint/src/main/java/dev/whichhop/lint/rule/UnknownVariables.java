package dev.whichhop.lint.rule;

import dev.whichhop.knowledge.KnownNames;
import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Passage;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Environment variables of istiod that no istiod reads. */
final class UnknownVariables implements Rule {
  private static final Pattern VARIABLE =
      Pattern.compile("(?<![\\w$])PILOT_[A-Z0-9]+(?:_[A-Z0-9]+)+(?![\\w*])");

  private final Map<String, String> known = KnownNames.load("istio-variables");

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Passage passage : content.passages()) {
        Matcher variable = VARIABLE.matcher(passage.text().text());
        while (variable.find()) {
          if (!known.containsKey(variable.group())) {
            into.at(
                passage.text(),
                variable.start(),
                "unknown-variable",
                Map.of("variable", variable.group()),
                content);
          }
        }
      }
    }
  }
}

package dev.whichhop.lint;

import dev.whichhop.knowledge.LintRule;
import dev.whichhop.knowledge.LintRules;
import dev.whichhop.lint.rule.Rules;
import dev.whichhop.lint.text.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Manifests, values files and runbooks in, findings out; the same bytes give the same findings. */
public final class Linter {
  private final Map<String, LintRule> rules = LintRules.load();

  /**
   * @param name as the user knows it
   * @param text all of it
   */
  public record TextFile(String name, String text) {}

  /** All rules by id. */
  public Map<String, LintRule> rules() {
    return rules;
  }

  /** Looks at the files together and gives what is found, by file and line. */
  public List<LintFinding> lint(List<TextFile> files) {
    List<Content> contents = new ArrayList<>();
    for (TextFile file : files) {
      contents.add(Content.of(file.name(), file.text()));
    }
    Findings findings = new Findings(rules);
    for (Rule rule : Rules.all(rules)) {
      rule.look(contents, findings);
    }
    return findings.sorted(files.stream().map(TextFile::name).toList());
  }
}

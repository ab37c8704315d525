package dev.whichhop.app.report;

import dev.whichhop.knowledge.LintRule;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.lint.LintFinding;
import dev.whichhop.model.diagnosis.Caveat;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings of {@code whichhop lint} as text, as a tree for JSON and YAML, and as notices. */
public final class LintReport {
  private final Messages messages;
  private final Caveat.Suppressed decided;

  /**
   * @param decided what is left out of the findings, and why
   */
  public LintReport(Messages messages, Caveat.Suppressed decided) {
    this.messages = messages;
    this.decided = decided;
  }

  /** Each finding with place, reason and correct form, then how many there are. */
  public void text(
      List<String> files, List<LintFinding> findings, boolean colours, PrintWriter out) {
    Style style = new Style(colours);
    said().forEach(sentence -> out.println(SafeText.text(sentence)));
    for (LintFinding finding : findings) {
      String place = finding.place().file() + ":" + finding.place().line();
      String column = finding.column() > 0 ? ":" + finding.column() : "";
      String level = messages.text("lint.level." + word(finding));
      out.println(
          style.strong(SafeText.line(place + column))
              + "  "
              + (finding.rule().level() == LintRule.Level.ERROR ? style.bad(level) : level)
              + "  "
              + finding.rule().id());
      out.println(style.faint("    | " + SafeText.line(finding.text().strip())));
      out.println("    " + SafeText.text(found(finding)));
      out.println("    " + messages.text("lint.instead") + " " + SafeText.text(instead(finding)));
      if (!finding.rule().versions().isEmpty()) {
        out.println(
            style.faint("    " + messages.text("lint.versions") + " " + finding.rule().versions()));
      }
      out.println();
    }
    out.println(
        messages.text(
            "lint.summary",
            Map.of(
                "files", "" + files.size(),
                "errors", "" + count(findings, LintRule.Level.ERROR),
                "warnings", "" + count(findings, LintRule.Level.WARNING),
                "notes", "" + count(findings, LintRule.Level.NOTE))));
  }

  /** The same for machines. */
  public Map<String, Object> tree(List<String> files, List<LintFinding> findings) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (LintRule.Level level : LintRule.Level.values()) {
      counts.put(level.name().toLowerCase(Locale.ROOT), count(findings, level));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "whichhop.dev/v1");
    tree.put("kind", "Lint");
    tree.put("files", files);
    tree.put("counts", counts);
    tree.put("findings", findings.stream().map(this::tree).toList());
    if (!decided.sentences().isEmpty()) {
      tree.put("suppressed", AnswerTree.suppressed(decided, said()));
    }
    return tree;
  }

  private List<String> said() {
    return decided.sentences().stream()
        .map(phrase -> messages.text(phrase.key(), phrase.values()))
        .toList();
  }

  private Map<String, Object> tree(LintFinding finding) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("rule", finding.rule().id());
    one.put("level", word(finding));
    one.put("file", finding.place().file());
    one.put("line", finding.place().line());
    if (finding.column() > 0) {
      one.put("column", finding.column());
    }
    if (!finding.place().path().isEmpty()) {
      one.put("path", finding.place().path());
    }
    one.put("text", finding.text().strip());
    one.put("title", title(finding));
    one.put("found", found(finding));
    one.put("instead", instead(finding));
    if (!finding.rule().versions().isEmpty()) {
      one.put("versions", finding.rule().versions());
    }
    one.put("source", finding.rule().source());
    return one;
  }

  /** The same for SARIF and JUnit. */
  public List<Notice> notices(List<LintFinding> findings) {
    List<Notice> notices = new ArrayList<>();
    for (LintFinding finding : findings) {
      notices.add(
          new Notice(
              finding.rule().id(),
              title(finding),
              Notice.Level.valueOf(finding.rule().level().name()),
              found(finding) + "\n" + messages.text("lint.instead") + " " + instead(finding),
              messages.text("lint.source") + " " + finding.rule().source(),
              List.of(finding.place()),
              finding.column(),
              finding.text()));
    }
    return notices;
  }

  private static long count(List<LintFinding> findings, LintRule.Level level) {
    return findings.stream().filter(one -> one.rule().level() == level).count();
  }

  private static String word(LintFinding finding) {
    return finding.rule().level().name().toLowerCase(Locale.ROOT);
  }

  private String title(LintFinding finding) {
    return messages.text("lint." + finding.rule().id() + ".title");
  }

  private String found(LintFinding finding) {
    return messages.text("lint." + finding.rule().id() + ".found", finding.values());
  }

  private String instead(LintFinding finding) {
    return messages.text("lint." + finding.rule().id() + ".instead", finding.values());
  }
}

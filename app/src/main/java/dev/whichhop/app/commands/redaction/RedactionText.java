package dev.whichhop.app.commands.redaction;

import dev.whichhop.app.redaction.BundleCopy;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.redact.Removals;
import dev.whichhop.redact.find.SecretKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was taken out of which file: kinds and counts, no values. */
public final class RedactionText {
  /** Files that are named; {@code redaction.json} has them all. */
  private static final int MOST_FILES = 20;

  private final Messages messages;

  public RedactionText(Messages messages) {
    this.messages = messages;
  }

  void print(Path bundle, BundleCopy copy, Removals removals, PrintWriter out) {
    out.println(text("redact.done", "bundle", SafeText.line("" + bundle), "files", copy.copied()));
    print(removals, out);
    for (BundleCopy.LeftOut one : copy.leftOut()) {
      out.println(
          "  "
              + text(
                  "redact.left-out",
                  "file",
                  SafeText.line(one.file()),
                  "why",
                  SafeText.line(one.why())));
    }
    out.flush();
  }

  /** The lines about what was taken out. */
  public void print(Removals removals, PrintWriter out) {
    Map<SecretKind, Long> totals = removals.totals();
    if (totals.isEmpty()) {
      out.println(messages.text("redact.nothing"));
      return;
    }
    out.println(text("redact.removed", "kinds", kinds(totals)));
    Map<String, Map<SecretKind, Long>> files = removals.byFile();
    files.entrySet().stream()
        .limit(MOST_FILES)
        .forEach(file ->
            out.println("  " + SafeText.line(file.getKey()) + ": " + kinds(file.getValue())));
    if (files.size() > MOST_FILES) {
      out.println("  " + text("redact.more", "count", files.size() - MOST_FILES));
    }
  }

  private String kinds(Map<SecretKind, Long> counts) {
    List<String> kinds = new ArrayList<>();
    counts.forEach((kind, count) -> kinds.add(text("redact.kind." + kind.word(), "count", count)));
    return String.join("; ", kinds);
  }

  private String text(String key, Object... namesAndValues) {
    return messages.text(key, Phrase.of("", namesAndValues).values());
  }
}

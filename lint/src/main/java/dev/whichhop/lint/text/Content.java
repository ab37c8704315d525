package dev.whichhop.lint.text;

import dev.whichhop.evidence.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * All that rules look at in one file.
 *
 * @param file name as the user knows it
 * @param lines its lines, for the literal text and the column of a finding
 * @param passages texts in the order in which they stand
 * @param documents whole or partial YAML and JSON documents
 */
public record Content(
    String file, List<String> lines, List<Passage> passages, List<Document> documents) {

  /** Reads a file as what it is: Markdown, a shell script, or YAML and JSON. */
  public static Content of(String file, String text) {
    Content content =
        new Content(file, text.lines().toList(), new ArrayList<>(), new ArrayList<>());
    Problems ignored = new Problems(); // a template that does not parse is no mistake of its own
    switch (FileKind.of(file, text)) {
      case MARKDOWN -> new MarkdownText(content, ignored).read(text);
      case SHELL -> new ShellText(content, ignored).read(text, 1, 1, "");
      case DOCUMENT -> new DocumentText(content, ignored).read(text, 1, 1, "");
    }
    return content;
  }
}

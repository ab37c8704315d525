package dev.whichhop.lint.text;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.document.Documents;
import dev.whichhop.knowledge.LintRule.Scope;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shell: each command line with its pipes and continuation lines as one, its comments, the
 * documents in here-documents and in the arguments of a patch, and the whole as a block.
 */
final class ShellText {
  /** {@code $ }, {@code # } after a host name, {@code user@host:~$ }, {@code % }. */
  private static final Pattern PROMPT =
      Pattern.compile("^\\s*(?:[\\w.-]+@[\\w.-]+[^$#]*[$#]|\\[[^\\]]*\\][$#]|[$%❯])\\s+");

  private static final Pattern HERE = Pattern.compile("<<-?\\s*['\"]?(\\w+)['\"]?");
  private static final Pattern JSON_ARGUMENT =
      Pattern.compile(
          "(?:-p|--patch|--policy-document|--policy|--overrides)[= ]\\s*'(\\{.*?\\})'",
          Pattern.DOTALL);

  private static final int LONGEST = 8_000;
  private static final int MOST_LINES = 80;

  private final Content into;
  private final Problems problems;

  ShellText(Content into, Problems problems) {
    this.into = into;
    this.problems = problems;
  }

  void read(String text, int firstLine, int column, String context) {
    LocatedText whole = LocatedText.of(text, firstLine, column);
    into.passages().add(new Passage(Scope.BLOCK, whole, context));
    Comments.of(whole, context).forEach(into.passages()::add);
    List<String> lines = text.lines().toList();
    boolean session = lines.stream().anyMatch(line -> PROMPT.matcher(line).find());
    for (int at = 0; at < lines.size(); ) {
      Matcher prompt = PROMPT.matcher(lines.get(at));
      boolean prompted = prompt.find();
      if (lines.get(at).isBlank() || (session && !prompted)) {
        at++;
        continue;
      }
      at = command(lines, at, prompted ? prompt.end() : 0, firstLine, column, context);
    }
  }

  /** Reads the command that begins in a line; gives the index of the line after it. */
  private int command(
      List<String> lines, int start, int skip, int firstLine, int column, String context) {
    LocatedText.Builder builder = new LocatedText.Builder();
    int at = start;
    char quote = 0;
    boolean more = true;
    while (more && at < lines.size() && at - start < MOST_LINES) {
      String line = lines.get(at);
      int from = at == start ? skip : 0;
      String code = line.substring(from);
      if (quote == 0) {
        int comment = Comments.commentStart(code);
        code = comment < 0 ? code : code.substring(0, comment);
      }
      quote = quoteAfter(code, quote);
      boolean continued = quote == 0 && code.stripTrailing().endsWith("\\");
      String kept = continued ? code.stripTrailing() : code;
      builder.add(
          continued ? kept.substring(0, kept.length() - 1) : kept, firstLine + at, column + from);
      builder.addAt(quote == 0 ? " " : "\n", firstLine + at, column + line.length());
      more = quote != 0 || continued || code.strip().endsWith("|") || code.strip().endsWith("&&");
      at++;
    }
    LocatedText command = builder.build();
    if (!command.text().isBlank() && command.length() <= LONGEST) {
      add(command, context);
    }
    Matcher here = HERE.matcher(command.text());
    return here.find() ? hereDocument(lines, at, here.group(1), firstLine, column, context) : at;
  }

  /** A command that stands in a line of prose. */
  void add(LocatedText command, String context) {
    LocatedText plain = command.oneLine();
    into.passages().add(new Passage(Scope.COMMAND, plain, context));
    LocatedText outer = plain.outerCommand();
    if (!outer.text().equals(plain.text())) {
      into.passages().add(new Passage(Scope.COMMAND, outer, context));
    }
    int line = command.line(0);
    Matcher json = JSON_ARGUMENT.matcher(command.text());
    while (json.find()) {
      document(json.group(1), command.line(json.start(1)), context);
    }
    HelmValues.of(into.file(), line, plain.text())
        .ifPresent(root -> into.documents().add(new Document(root, context)));
  }

  private int hereDocument(
      List<String> lines, int start, String end, int firstLine, int column, String context) {
    int at = start;
    while (at < lines.size() && !lines.get(at).strip().equals(end)) {
      at++;
    }
    String body = String.join("\n", lines.subList(start, at));
    if (FileKind.looksLikeDocument(body)) {
      new DocumentText(into, problems).read(body, firstLine + start, column, context);
    }
    return Math.min(lines.size(), at + 1);
  }

  private void document(String json, int line, String context) {
    for (Node root : Documents.parse(into.file(), line, json, problems)) {
      if (!root.entries().isEmpty()) {
        into.documents().add(new Document(root, context));
      }
    }
  }

  /** The quote that is still open after a line, or 0. */
  private static char quoteAfter(String line, char open) {
    char quote = open;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quote != '\'') {
        i++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      }
    }
    return quote;
  }
}

package dev.whichhop.lint.text;

import dev.whichhop.evidence.Problems;
import dev.whichhop.knowledge.LintRule.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Markdown: sentences and table rows with the headings that they stand under, and what its code is
 * in the code's own language.
 */
final class MarkdownText {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  private static final Set<String> SHELL =
      Set.of("sh", "bash", "shell", "zsh", "console", "shell-session", "shellsession", "terminal");
  private static final Set<String> DOCUMENT =
      Set.of("yaml", "yml", "json", "json5", "helm", "jsonc");

  /** Programs by which code without a language is known for commands. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "^\\s*(?:[$%]\\s+|sudo\\s+|(?:for|while|watch|export|[A-Z_]+=\\S*)\\s.*)?"
              + "(?:kubectl|istioctl|helm|curl|aws|oc|kn|pilot-agent|grep|jq|docker|wget|watch|for|while|export"
              + "|eksctl|hey|fortio|wrk|ssh|crictl|openssl|sysctl)\\b.*",
          Pattern.MULTILINE);

  private static final int HEADINGS = 6;

  private final Content into;
  private final Problems problems;
  private final String[] headings = new String[HEADINGS + 1];

  MarkdownText(Content into, Problems problems) {
    this.into = into;
    this.problems = problems;
    java.util.Arrays.fill(headings, "");
  }

  void read(String text) {
    children(PARSER.parse(text), "");
  }

  /**
   * @param above what the blocks stand under beside the headings: the list items around them, and
   *     the line that leads to them
   */
  private void children(Node parent, String above) {
    String lead = "";
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        lead = heading(heading);
      } else {
        block(node, (above + "\n" + lead).strip());
        lead = node instanceof Paragraph paragraph ? plain(paragraph) : lead;
      }
    }
  }

  private void block(Node node, String above) {
    switch (node) {
      case Paragraph paragraph -> prose(paragraph, above);
      case FencedCodeBlock code -> fenced(code, above);
      case IndentedCodeBlock code -> code("", code.getLiteral(), code.getSourceSpans(), 0, above);
      case TableBlock table -> table(table, above);
      case ListItem item -> listItem(item, above);
      default -> {
        if (node instanceof Block) {
          children(node, above);
        }
      }
    }
  }

  private String heading(Heading heading) {
    java.util.Arrays.fill(headings, heading.getLevel(), headings.length, "");
    LocatedText text = located(heading).plain();
    into.passages().add(new Passage(Scope.PROSE, text, context("")));
    commands(heading, "");
    headings[heading.getLevel()] = text.text();
    return "";
  }

  /** The first paragraph of an item stands over what is nested in it. */
  private void listItem(ListItem item, String above) {
    String lead = "";
    for (Node node = item.getFirstChild(); node != null; node = node.getNext()) {
      block(node, (above + "\n" + lead).strip());
      lead = node instanceof Paragraph paragraph ? plain(paragraph) : lead;
    }
  }

  private void prose(Paragraph paragraph, String above) {
    LocatedText whole = located(paragraph).plain();
    String context = context(above) + "\n" + whole.text();
    for (LocatedText sentence : whole.sentences()) {
      into.passages().add(new Passage(Scope.PROSE, sentence, context));
    }
    commands(paragraph, context);
  }

  /** A row is read with the names of the columns: {@code Field: maxConnections | Default: 1024}. */
  private void table(TableBlock table, String above) {
    List<String> names = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (part instanceof TableHead) {
          for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            names.add(located(cell).plain().text().strip());
          }
        } else if (row instanceof TableRow) {
          row(row, names, context(above + "\n" + String.join(" | ", names)));
        }
      }
    }
  }

  private void row(Node row, List<String> names, String context) {
    LocatedText.Builder text = new LocatedText.Builder();
    int column = 0;
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell instanceof TableCell) {
        LocatedText one = located(cell).plain();
        String name = column < names.size() ? names.get(column) : "";
        text.addAt((column == 0 ? "" : " | ") + name + ": ", one.line(0), one.column(0));
        for (int i = 0; i < one.length(); i++) {
          text.add(one.text().substring(i, i + 1), one.line(i), one.column(i));
        }
        commands(cell, context);
      }
      column++;
    }
    into.passages().add(new Passage(Scope.PROSE, text.build(), context));
  }

  private void fenced(FencedCodeBlock code, String above) {
    String info = code.getInfo() == null ? "" : code.getInfo().strip();
    code(
        info.split("[\\s{,:]+")[0].toLowerCase(java.util.Locale.ROOT),
        code.getLiteral(),
        code.getSourceSpans(),
        1,
        above);
  }

  /**
   * @param fence lines of the block before its first line of code
   */
  private void code(String language, String text, List<SourceSpan> spans, int fence, String above) {
    if (spans.size() <= fence) {
      return;
    }
    int line = spans.get(fence).getLineIndex() + 1;
    int column = spans.get(fence).getColumnIndex() + 1;
    String context = context(above);
    boolean document = FileKind.looksLikeDocument(text) && !COMMAND.matcher(text).lookingAt();
    if (DOCUMENT.contains(language) || (document && !SHELL.contains(language))) {
      new DocumentText(into, problems).read(text, line, column, context);
    } else if (SHELL.contains(language) || COMMAND.matcher(text).find()) {
      new ShellText(into, problems).read(text, line, column, context);
    } else {
      LocatedText whole = LocatedText.of(text, line, column);
      into.passages().add(new Passage(Scope.BLOCK, whole, context));
      Comments.of(whole, context).forEach(into.passages()::add);
    }
  }

  /** Commands in code spans of a line of prose. */
  private void commands(Node node, String context) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof Code code && COMMAND.matcher(code.getLiteral()).lookingAt()) {
        SourceSpan span = code.getSourceSpans().getFirst();
        new ShellText(into, problems)
            .add(
                LocatedText.of(
                    code.getLiteral(), span.getLineIndex() + 1, span.getColumnIndex() + 2),
                context);
      } else {
        commands(child, context);
      }
    }
  }

  private String context(String above) {
    StringBuilder context = new StringBuilder();
    for (String heading : headings) {
      context.append(heading).append(heading.isEmpty() ? "" : "\n");
    }
    return context.append(above).toString();
  }

  private String plain(Node node) {
    return located(node).plain().text();
  }

  /** The source of a block or cell, lines joined. */
  private LocatedText located(Node node) {
    LocatedText.Builder builder = new LocatedText.Builder();
    for (SourceSpan span : node.getSourceSpans()) {
      int line = span.getLineIndex();
      String source = line < into.lines().size() ? into.lines().get(line) : "";
      int from = Math.min(span.getColumnIndex(), source.length());
      int to = Math.min(from + span.getLength(), source.length());
      builder.add(source.substring(from, to) + " ", line + 1, from + 1);
    }
    return builder.build();
  }
}

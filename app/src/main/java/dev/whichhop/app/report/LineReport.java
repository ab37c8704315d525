package dev.whichhop.app.report;

import dev.whichhop.diagnosis.line.LineReading;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.Term;
import dev.whichhop.model.diagnosis.Phrase;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pasted lines, explained: as text and as a tree. */
public final class LineReport {
  private static final int NAME_WIDTH = 25;

  private final Messages messages;
  private final Sentences sentences;

  public LineReport(Messages messages) {
    this.messages = messages;
    this.sentences = new Sentences(messages);
  }

  /** Prints the lines one after the other. */
  public void print(List<LineReading> lines, boolean colours, PrintWriter out) {
    Style style = new Style(colours);
    for (LineReading line : lines) {
      out.println(style.strong(messages.text("line.title")));
      for (LineReading.Field field : line.fields()) {
        out.println("  " + column(name(field)) + SafeText.line(field.value()));
      }
      if (line.fields().isEmpty()) {
        out.println("  " + SafeText.line(line.line().text().strip()));
      }
      out.println();
      out.println(style.strong(messages.text("line.meaning")));
      out.println("  " + sentences.phrase(line.writer()));
      for (LineReading.Word word : line.words()) {
        out.println("  " + style.strong(label(word.term())) + "  " + means(word.term()));
        Phrase here = word.here();
        if (here != null) {
          out.println(
              "      " + messages.text("line.here", Map.of("what", sentences.phrase(here))));
        }
      }
      line.notes().forEach(note -> out.println("  " + sentences.phrase(note)));
      out.println();
      List<String> looks = looks(line);
      if (!looks.isEmpty()) {
        out.println(style.strong(messages.text("line.next")));
        looks.forEach(look -> out.println("  - " + look));
        out.println();
      }
    }
  }

  /** The lines as the JSON contract has them. */
  public List<Map<String, Object>> tree(List<LineReading> lines) {
    return lines.stream().map(this::tree).toList();
  }

  private Map<String, Object> tree(LineReading line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    line.fields().forEach(field -> fields.put(field.name(), field.value()));
    return AnswerTree.object(
        "line", line.line().place().line(),
        "writer", sentences.phrase(line.writer()),
        "fields", fields,
        "words",
            line.words().stream()
                .map(word -> {
                  Map<String, Object> tree =
                      AnswerTree.object("word", word.term().id(), "means", means(word.term()));
                  Phrase here = word.here();
                  if (here != null) {
                    tree.put("here", sentences.phrase(here));
                  }
                  return tree;
                })
                .toList(),
        "notes", line.notes().stream().map(sentences::phrase).toList(),
        "lookAt", looks(line));
  }

  /** What to look at: of the most telling words only, a status says no more than its flag. */
  private List<String> looks(LineReading line) {
    List<String> looks = new ArrayList<>();
    boolean flagged = line.words().stream().anyMatch(one -> one.term().kind() == Term.Kind.FLAG);
    for (LineReading.Word word : line.words()) {
      boolean told = flagged && word.term().kind() == Term.Kind.STATUS;
      if (!told && messages.has(word.term().look())) {
        looks.add(messages.text(word.term().look()));
      }
    }
    return looks;
  }

  private String means(Term term) {
    return messages.text(term.means());
  }

  private static String label(Term term) {
    return switch (term.kind()) {
      case FLAG -> term.id() + " (" + term.name() + ")";
      case ANSWER -> "\"" + term.name() + "\"";
      default -> term.id();
    };
  }

  private String name(LineReading.Field field) {
    return field.known()
        ? messages.text("line.field." + field.name())
        : SafeText.line(field.name());
  }

  /** Chinese characters are two columns wide on a terminal. */
  private static String column(String name) {
    long width = name.codePoints().map(c -> c >= 0x2e80 ? 2 : 1).sum();
    return name + " ".repeat((int) Math.max(1, NAME_WIDTH - width));
  }
}

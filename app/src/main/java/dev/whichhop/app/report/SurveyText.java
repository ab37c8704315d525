package dev.whichhop.app.report;

import dev.whichhop.knowledge.Artefact;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.survey.Row;
import dev.whichhop.model.survey.Survey;
import dev.whichhop.model.survey.Value;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A survey as text: a table for each service and proxy, then the measures. */
public final class SurveyText {
  private final Messages messages;
  private final Sentences sentences;
  private final Style style;
  private final Map<String, Artefact> artefacts;

  public SurveyText(Messages messages, Map<String, Artefact> artefacts, boolean colours) {
    this.messages = messages;
    this.sentences = new Sentences(messages);
    this.artefacts = artefacts;
    this.style = new Style(colours);
  }

  /** Prints all of it. */
  public void print(Survey survey, PrintWriter out) {
    if (!survey.looked()) {
      out.println(messages.text("check.nothing"));
      fetch(Set.of("destinationrules", "envoy-clusters", "pod-objects"), out);
      return;
    }
    if (survey.subjects().isEmpty()) {
      out.println(messages.text("check.all-default"));
      return;
    }
    long standing =
        survey.subjects().stream().flatMap(one -> one.rows().stream()).filter(Row::stands).count();
    out.println(
        style.strong(
            messages.text(
                "check.heading",
                Map.of("subjects", "" + survey.subjects().size(), "standing", "" + standing))));
    survey.subjects().forEach(subject -> subject(subject, out));
    measures(survey, out);
    Set<String> unseen = new TreeSet<>();
    survey.subjects().stream()
        .flatMap(one -> one.rows().stream())
        .forEach(row -> {
          for (Value side : List.of(row.yaml(), row.proxy())) {
            if (side instanceof Value.Unseen one) {
              unseen.add(one.artefact());
            }
          }
        });
    if (!unseen.isEmpty()) {
      out.println();
      fetch(unseen, out);
    }
  }

  private void subject(Survey.Subject subject, PrintWriter out) {
    out.println();
    out.println(
        style.strong(
            SafeText.line(
                messages.text(
                    subject.proxy().isEmpty() ? "check.no-proxy" : "check.at",
                    Map.of("subject", subject.name(), "proxy", subject.proxy())))));
    int name = width(subject.rows().stream().map(Row::setting).toList());
    int yaml =
        width(
            Stream.concat(
                    Stream.of(messages.text("check.columns.yaml")),
                    subject.rows().stream().map(row -> cell(row.yaml())))
                .toList());
    out.println(
        style.faint(
            "    "
                + pad("", name)
                + pad(messages.text("check.columns.yaml"), yaml)
                + messages.text("check.columns.proxy")));
    for (Row row : subject.rows()) {
      String line =
          (row.stands() ? "  ! " : "    ")
              + pad(row.setting(), name)
              + pad(cell(row.yaml()), yaml)
              + (row.agreement() == Row.Agreement.DIFFERENT ? "≠ " : "")
              + cell(row.proxy());
      out.println(row.stands() ? style.bad(SafeText.line(line)) : SafeText.line(line));
      for (Phrase remark : row.remarks()) {
        out.println("        " + SafeText.line(sentences.phrase(remark)));
      }
      if (row.stands()) {
        place(row.yaml(), out);
        place(row.proxy(), out);
      }
    }
  }

  private void place(Value value, PrintWriter out) {
    if (value instanceof Value.Shown shown) {
      Place place = shown.evidence().place();
      out.println(style.faint("          " + SafeText.line(place.toString())));
    }
  }

  private String cell(Value value) {
    return switch (value) {
      case Value.Shown shown -> shown.text();
      case Value.ByDefault byDefault -> byDefault.text() + " " + messages.text("check.default");
      case Value.Nowhere _ -> messages.text("check.nowhere");
      case Value.Unseen _ -> messages.text("check.unseen");
    };
  }

  private void measures(Survey survey, PrintWriter out) {
    if (survey.measures().isEmpty()) {
      return;
    }
    out.println();
    out.println(style.strong(messages.text("check.order")));
    int number = 0;
    for (Survey.Measure measure : survey.measures()) {
      number++;
      out.println("  " + number + ". " + sentences.phrase(measure.what()));
      out.println("     " + SafeText.line(String.join(", ", measure.subjects())));
      if (!measure.command().isEmpty()) {
        out.println("     " + messages.text("check.verify") + " " + measure.command());
      }
    }
  }

  private void fetch(Set<String> unseen, PrintWriter out) {
    out.println(messages.text("check.fetch"));
    unseen.stream()
        .sorted()
        .forEach(artefact -> {
          Artefact one = artefacts.get(artefact);
          out.println("  " + messages.text("artefact." + artefact + ".what"));
          if (one != null) {
            out.println("    $ " + one.command());
          }
        });
  }

  private static int width(List<String> cells) {
    return cells.stream().mapToInt(SurveyText::columns).max().orElse(0) + 2;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - columns(text)));
  }

  /** Columns of a terminal: Chinese characters and their punctuation take two. */
  private static int columns(String text) {
    return (int) text.chars().map(c -> c >= 0x2e80 && c <= 0xffef ? 2 : 1).sum();
  }
}

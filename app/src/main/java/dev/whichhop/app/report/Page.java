package dev.whichhop.app.report;

import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.Cause.Expectation;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.Term;
import dev.whichhop.knowledge.Terms;
import dev.whichhop.knowledge.Weight;
import dev.whichhop.model.EditDistance;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The page of a cause, check or word as Markdown, made from the data files and messages, so that it
 * cannot say anything else than what the program does.
 */
public final class Page {
  private Page() {}

  /** The page, or empty when nothing has this code. */
  public static Optional<String> of(String code, Messages messages) {
    Optional<Cause> cause = Causes.named(code);
    if (cause.isPresent()) {
      return cause.map(one -> causePage(one, messages));
    }
    Optional<String> check =
        Checks.all().stream()
            .filter(one -> one.id().equals(code))
            .findFirst()
            .map(one -> checkPage(one, messages));
    return check.or(() -> termPage(code, messages));
  }

  private static Optional<String> termPage(String code, Messages messages) {
    Terms terms = Terms.load();
    List<Term> asked = terms.asked(code);
    return asked.isEmpty()
        ? Optional.empty()
        : Optional.of(new TermPage(messages, terms).of(asked));
  }

  /** All causes, checks and words, a line each. */
  public static String index(Messages messages) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(messages.text("page.causes")).append("\n\n");
    for (Cause cause : Causes.load()) {
      page.append("- `").append(cause.id()).append("` (").append(cause.hop().id()).append("): ");
      page.append(messages.text("cause." + cause.id() + ".title")).append('\n');
    }
    page.append("\n# ").append(messages.text("page.checks")).append("\n\n");
    for (Check check : Checks.all()) {
      page.append("- `").append(check.id()).append("` (").append(check.hop().id()).append("): ");
      page.append(messages.text("check." + check.id() + ".title")).append('\n');
    }
    return page.append(new TermPage(messages, Terms.load()).index()).toString();
  }

  /** The codes nearest to a mistyped one, at most three. */
  public static String nearest(String code) {
    List<String> codes =
        Stream.of(
                Causes.load().stream().map(Cause::id),
                Checks.all().stream().map(Check::id),
                Terms.load().all().stream().map(Term::id))
            .flatMap(one -> one)
            .toList();
    return String.join(", ", EditDistance.nearest(code, codes, 3));
  }

  private static String causePage(Cause cause, Messages messages) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(cause.id()).append(" (").append(cause.hop().id()).append(")\n\n");
    page.append(messages.text("cause." + cause.id() + ".title")).append("\n\n");
    page.append(messages.text("cause." + cause.id() + ".mechanism")).append("\n\n");
    reasons(page, cause, messages, true);
    reasons(page, cause, messages, false);
    if (!cause.remedies().isEmpty()) {
      page.append("## ").append(messages.text("page.remedies")).append("\n\n");
      for (Cause.RemedyTemplate remedy : cause.remedies()) {
        page.append(messages.text("remedy." + remedy.id() + ".do")).append('\n');
        page.append(messages.text("report.limits"))
            .append(' ')
            .append(messages.text("remedy." + remedy.id() + ".limits"))
            .append("\n\n");
        if (!remedy.text().isEmpty()) {
          page.append("```\n").append(Messages.fill(remedy.text(), Map.of())).append("\n```\n\n");
        }
      }
    }
    page.append("## ").append(messages.text("page.sources")).append("\n\n");
    cause.sources().forEach(source -> page.append("- ").append(source).append('\n'));
    return page.toString();
  }

  private static void reasons(StringBuilder page, Cause cause, Messages messages, boolean good) {
    StringBuilder lines = new StringBuilder();
    for (Expectation one : cause.answers()) {
      line(lines, one.check(), "found", one.found(), good, messages);
      line(lines, one.check(), "absent", one.absent(), good, messages);
    }
    if (!lines.isEmpty()) {
      page.append("## ").append(messages.text(good ? "page.for" : "page.against")).append("\n\n");
      page.append(lines).append('\n');
    }
  }

  private static void line(
      StringBuilder lines,
      String check,
      String state,
      Weight weight,
      boolean good,
      Messages messages) {
    if (weight == Weight.NEUTRAL || weight.nats() > 0 != good) {
      return;
    }
    lines
        .append("- ")
        .append(messages.text("page." + state))
        .append(" `")
        .append(check)
        .append("` (")
        .append(messages.text("page.weight." + weight.name().toLowerCase(Locale.ROOT)))
        .append("): ")
        .append(messages.text("check." + check + ".title"))
        .append('\n');
  }

  private static String checkPage(Check check, Messages messages) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(check.id()).append(" (").append(check.hop().id()).append(")\n\n");
    page.append(messages.text("check." + check.id() + ".title")).append("\n\n");
    page.append(messages.text("page.reads")).append(' ');
    List<String> kinds =
        check.reads().stream()
            .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .sorted()
            .toList();
    page.append(String.join(", ", kinds)).append("\n\n");
    page.append("## ").append(messages.text("page.used-by")).append("\n\n");
    for (Cause cause : Causes.mentioning(check.id())) {
      if (cause.answers().stream().anyMatch(one -> one.check().equals(check.id()))) {
        page.append("- `").append(cause.id()).append("`\n");
      }
    }
    return page.toString();
  }
}

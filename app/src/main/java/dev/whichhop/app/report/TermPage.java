package dev.whichhop.app.report;

import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.Cause.SymptomPattern;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.Term;
import dev.whichhop.knowledge.Term.Kind;
import dev.whichhop.knowledge.Term.Towards;
import dev.whichhop.knowledge.Terms;
import java.util.List;
import java.util.Locale;

/** The pages of words that proxies, clients and servers write: flags, details, statuses, … */
final class TermPage {
  private static final List<String> PROXY_SIDES = List.of("gateway", "outbound", "inbound");

  private final Messages messages;
  private final Terms terms;

  TermPage(Messages messages, Terms terms) {
    this.messages = messages;
    this.terms = terms;
  }

  /** The pages of these words, one after the other. */
  String of(List<Term> asked) {
    StringBuilder page = new StringBuilder();
    for (Term term : asked) {
      page.append(page.isEmpty() ? "" : "\n");
      title(term, page);
      page.append(messages.text(term.means())).append("\n\n");
      where(term, page);
      look(term, page);
      causes(term, page);
      page.append("## ").append(messages.text("page.sources")).append("\n\n");
      term.sources().forEach(source -> page.append("- ").append(source).append('\n'));
    }
    return page.toString();
  }

  /** All words, a line each. */
  String index() {
    StringBuilder page = new StringBuilder("\n# " + messages.text("page.terms") + "\n\n");
    for (Term term : terms.all()) {
      page.append("- `").append(word(term)).append("` (").append(kind(term)).append("): ");
      page.append(messages.text(term.means())).append('\n');
    }
    return page.toString();
  }

  private void title(Term term, StringBuilder page) {
    page.append("# ").append(word(term)).append(" (").append(kind(term));
    if (term.kind() == Kind.FLAG) {
      page.append(", ").append(term.name());
    }
    page.append(")\n\n");
  }

  private void where(Term term, StringBuilder page) {
    if (term.kind() != Kind.FLAG || term.towards() == Towards.UNKNOWN) {
      return;
    }
    page.append("## ").append(messages.text("page.term.where")).append("\n\n");
    for (String side : PROXY_SIDES) {
      String towards = term.towards().name().toLowerCase(Locale.ROOT);
      page.append("- ").append(messages.text("page.term." + side)).append(": ");
      page.append(messages.text("line.here." + side + "." + towards)).append('\n');
    }
    page.append('\n');
  }

  /** A detail without advice of its own borrows that of the flag that goes with it. */
  private void look(Term term, StringBuilder page) {
    String own = term.look();
    String key =
        messages.has(own) ? own : terms.named(Kind.FLAG, term.flag()).map(Term::look).orElse("");
    if (!key.isEmpty()) {
      page.append("## ").append(messages.text("page.term.look")).append("\n\n");
      page.append(messages.text(key)).append("\n\n");
    }
  }

  private void causes(Term term, StringBuilder page) {
    List<Cause> causes =
        Causes.load().stream()
            .filter(cause -> cause.explains().stream().anyMatch(one -> names(one, term)))
            .toList();
    if (causes.isEmpty()) {
      return;
    }
    page.append("## ").append(messages.text("page.term.causes")).append("\n\n");
    for (Cause cause : causes) {
      page.append("- `").append(cause.id()).append("` (").append(cause.hop().id()).append("): ");
      page.append(messages.text("cause." + cause.id() + ".title")).append('\n');
    }
    page.append('\n');
  }

  /** True when the cause's own prediction names the word. */
  private static boolean names(SymptomPattern pattern, Term term) {
    return switch (term.kind()) {
      case FLAG -> pattern.flags().contains(term.id());
      case STATUS -> pattern.statuses().contains(Integer.parseInt(term.id()));
      case EXIT -> pattern.client().contains(term.client());
      case DETAIL, REASON ->
          pattern.details().stream().anyMatch(one -> one.replace(' ', '_').contains(term.id()));
      case ANSWER -> pattern.details().stream().anyMatch(term.name()::contains);
    };
  }

  private String kind(Term term) {
    return messages.text("term.kind." + term.kind().name().toLowerCase(Locale.ROOT));
  }

  private static String word(Term term) {
    return term.kind() == Kind.ANSWER ? term.name() : term.id();
  }
}

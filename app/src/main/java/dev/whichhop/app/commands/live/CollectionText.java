package dev.whichhop.app.commands.live;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.live.Budget;
import dev.whichhop.live.Collection;
import dev.whichhop.live.Plan;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Gap;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was collected, at which cost, and what is missing. */
final class CollectionText {
  private final Messages messages;

  CollectionText(Messages messages) {
    this.messages = messages;
  }

  /** Requests that would be sent, and what cannot be listed before they are. */
  void dryRun(Plan plan, List<String> requests, Budget.Limits limits, PrintWriter out) {
    requests.forEach(out::println);
    out.println(
        text(
            "collect.dry-run.logs",
            "pods",
            plan.logPods(),
            "from",
            plan.window().from(),
            "to",
            plan.window().to(),
            "bytes",
            ByteCount.text(plan.logBytes())));
    if (plan.portForward()) {
      out.println(messages.text("collect.dry-run.pages"));
    }
    if (plan.prometheus() != null) {
      out.println(text("collect.dry-run.prometheus", "url", SafeText.line("" + plan.prometheus())));
    }
    out.println(
        text(
            "collect.dry-run.budget",
            "requests",
            limits.requests(),
            "bytes",
            ByteCount.text(limits.bytes()),
            "seconds",
            limits.time().toSeconds(),
            "in-flight",
            limits.inFlight()));
    out.flush();
  }

  void print(Collection collection, String bundle, PrintWriter out) {
    out.println(
        text(
            "collect.done",
            "bundle",
            SafeText.line(bundle),
            "files",
            collection.files().size(),
            "requests",
            collection.requests(),
            "bytes",
            ByteCount.text(collection.bytes()),
            "seconds",
            String.format(Locale.ROOT, "%.1f", collection.took().toMillis() / 1000.0)));
    if (!collection.gaps().isEmpty()) {
      out.println(messages.text("collect.partial"));
    }
    gaps(collection.gaps()).forEach(line -> out.println("  " + line));
    out.flush();
  }

  /** One line for each reason; the same thing missing in many namespaces is one. */
  private List<String> gaps(List<Gap> gaps) {
    Map<List<String>, StringBuilder> where = new LinkedHashMap<>();
    Map<List<String>, Gap> first = new LinkedHashMap<>();
    for (Gap gap : gaps) {
      String why = gap.state() == Gap.State.DENIED ? "" : gap.why();
      List<String> key = List.of(gap.state().name(), gap.what(), why, gap.rule());
      StringBuilder namespaces = where.computeIfAbsent(key, _ -> new StringBuilder());
      namespaces.append(namespaces.isEmpty() || gap.where().isEmpty() ? "" : ", ");
      namespaces.append(gap.where());
      first.putIfAbsent(key, gap);
    }
    return where.entrySet().stream()
        .map(one -> line(first.getOrDefault(one.getKey(), gaps.getFirst()), "" + one.getValue()))
        .toList();
  }

  private String line(Gap gap, String namespaces) {
    String state = gap.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return text(
        "collect.gap." + state,
        "what",
        SafeText.line(gap.what())
            + (namespaces.isEmpty() ? "" : " (" + SafeText.line(namespaces) + ")"),
        "why",
        SafeText.line(gap.why()),
        "rule",
        SafeText.line(gap.rule()));
  }

  private String text(String key, Object... namesAndValues) {
    return messages.text(key, Phrase.of("", namesAndValues).values());
  }
}

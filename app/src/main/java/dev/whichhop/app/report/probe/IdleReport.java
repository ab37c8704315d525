package dev.whichhop.app.report.probe;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.probe.idle.IdleTimeout;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** An idle timeout as text and as a tree; {@code probe.schema.json} describes the tree. */
public final class IdleReport {
  private final Messages messages;

  public IdleReport(Messages messages) {
    this.messages = messages;
  }

  public void print(String url, IdleTimeout found, PrintWriter out) {
    out.println(SafeText.line(url));
    out.println(sentence(found));
  }

  private String sentence(IdleTimeout found) {
    return switch (found) {
      case IdleTimeout.Announced announced ->
          messages.text(
              "probe.idle.announced." + announced.how().word(),
              Map.of("after", seconds(announced.after())));
      case IdleTimeout.Unannounced unannounced -> {
        boolean differ = unannounced.gone().compareTo(unannounced.stood()) <= 0;
        yield messages.text(
            differ ? "probe.idle.differ" : "probe.idle.found." + unannounced.how().word(),
            Map.of("stood", seconds(unannounced.stood()), "gone", seconds(unannounced.gone())));
      }
      case IdleTimeout.Stands stands ->
          messages.text("probe.idle.stands", Map.of("longest", seconds(stands.longest())));
      case IdleTimeout.NotKept notKept ->
          messages.text("probe.idle.not-kept", Map.of("code", notKept.code()));
    };
  }

  public Map<String, Object> tree(String url, IdleTimeout found) {
    Map<String, Object> tree =
        AnswerTree.object("apiVersion", "whichhop.dev/v1", "kind", "ProbeIdleTimeout", "url", url);
    switch (found) {
      case IdleTimeout.Announced announced -> {
        tree.put("found", "announced");
        tree.put("how", announced.how().word());
        tree.put("afterMillis", announced.after().toMillis());
      }
      case IdleTimeout.Unannounced unannounced -> {
        tree.put("found", "unannounced");
        tree.put("how", unannounced.how().word());
        tree.put("stoodMillis", unannounced.stood().toMillis());
        tree.put("goneMillis", unannounced.gone().toMillis());
      }
      case IdleTimeout.Stands stands -> {
        tree.put("found", "none");
        tree.put("stoodMillis", stands.longest().toMillis());
      }
      case IdleTimeout.NotKept notKept -> {
        tree.put("found", "not-kept");
        tree.put("code", notKept.code());
      }
    }
    tree.put("text", sentence(found));
    return tree;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}

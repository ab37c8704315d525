package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Moment;
import dev.whichhop.model.ladder.Order;
import dev.whichhop.model.ladder.Origin;
import dev.whichhop.model.ladder.Rung;
import dev.whichhop.model.ladder.TimerValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The parts of a ladder in words. */
public final class LadderSentences {
  private final Messages messages;

  public LadderSentences(Messages messages) {
    this.messages = messages;
  }

  public String phrase(Phrase phrase) {
    return messages.text(phrase.key(), phrase.values());
  }

  public String title(Ladder ladder) {
    return messages.text("ladder." + ladder.kind().name().toLowerCase(Locale.ROOT) + ".title");
  }

  public String title(Rung rung) {
    return messages.text("timer." + rung.timer() + ".title");
  }

  public String rule(Order order) {
    return messages.text("ladder.rule." + order.rule() + ".title");
  }

  public String why(Order order) {
    return messages.text("ladder.rule." + order.rule() + ".why");
  }

  /** {@code 350 s}, {@code at least 412 s}, {@code off}, {@code 2 times}, {@code unknown}. */
  public String value(Rung rung) {
    String text =
        switch (rung.value()) {
          case TimerValue.Lasts lasts -> seconds(lasts.time());
          case TimerValue.Never _ -> messages.text("ladder.value.never");
          case TimerValue.Times times ->
              messages.text("ladder.value.times", Map.of("count", "" + times.count()));
          case TimerValue.Unknown _ -> messages.text("ladder.value.unknown");
        };
    return rung.origin() instanceof Origin.Measured measured && measured.atLeast()
        ? messages.text("ladder.value.at-least", Map.of("value", text))
        : text;
  }

  public String origin(Origin origin) {
    return switch (origin) {
      case Origin.Configured configured ->
          messages.text(
              "ladder.origin.configured",
              Map.of("place", configured.evidence().place().toString()));
      case Origin.Measured measured ->
          messages.text(
              "ladder.origin.measured", Map.of("place", measured.evidence().place().toString()));
      case Origin.Default byDefault -> {
        String product = (byDefault.product() + " " + byDefault.versions()).strip();
        yield byDefault.assumed()
            ? messages.text(
                "ladder.origin.assumed",
                Map.of("product", product, "artefact", artefact(byDefault.artefact())))
            : messages.text("ladder.origin.default", Map.of("product", product));
      }
      case Origin.Unseen unseen ->
          messages.text("ladder.origin.unseen", Map.of("artefact", artefact(unseen.artefact())));
    };
  }

  String artefact(String artefact) {
    return messages.text("artefact." + artefact + ".what");
  }

  /** {@code t=5.0003 s}. */
  public String time(Moment moment) {
    return "t=" + seconds(moment.at());
  }

  /** Without needless digits: {@code 15 s}, {@code 5.0003 s}. */
  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
  }
}

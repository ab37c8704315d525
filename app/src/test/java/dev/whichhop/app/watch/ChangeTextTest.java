package dev.whichhop.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.report.Style;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.live.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangeTextTest {
  private static final Instant AT = Instant.parse("2026-03-04T11:30:00.123Z");

  private static Change change(String subject) {
    Reading reading =
        new Reading(
            new Window(AT.minusSeconds(300), AT),
            State.FAULT,
            List.of(new Reading.Blame("keepalive-idle-race-app", "sidecar", subject, 0.94)),
            List.of(new Reading.Failing("s1", "sidecar", 503, "UC", 12, 340)),
            List.of(),
            "",
            Reading.Panel.NONE);
    return new Change(AT, State.OK, Duration.ofMinutes(6), reading);
  }

  private static ChangeText text(Language language) {
    return new ChangeText(Messages.load(language), new Style(false));
  }

  @Test
  void aLineSaysWhatWhereHowSureAndSinceWhen() {
    assertThat(text(Language.EN).line(change("shop/cart")))
        .startsWith("2026-03-04T11:30:00Z  FAULT  sidecar, shop/cart: ")
        .endsWith(
            " (keepalive-idle-race-app, 94 %); 12 of 340 requests failed at sidecar (503 UC); was OK for"
                + " 6 min");
    assertThat(text(Language.ZH).line(change("")))
        .startsWith("2026-03-04T11:30:00Z  故障  sidecar：")
        .endsWith("；sidecar 处 340 个请求中有 12 个失败 (503 UC)；此前状态为“正常”，持续 6 分钟");
  }

  @Test
  void namesFromTheClusterCannotCommandTheTerminal() {
    assertThat(text(Language.EN).line(change("shop/\u001b[2J\u202e")))
        .contains("\\u001b[2J\\u202e");
  }

  @Test
  void theObjectHasTheTextOfTheLineWithoutColours() {
    ChangeText coloured = new ChangeText(Messages.load(Language.EN), new Style(true));
    assertThat(coloured.line(change(""))).contains("\u001b[");
    assertThat(coloured.tree(change("")))
        .containsEntry("text", text(Language.EN).line(change("")))
        .containsEntry("state", "fault")
        .containsEntry("before", "ok")
        .containsEntry("lastedSeconds", 360L);
  }
}

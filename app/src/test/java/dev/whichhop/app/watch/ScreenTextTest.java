package dev.whichhop.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.report.Style;
import dev.whichhop.diagnosis.picture.Gauges;
import dev.whichhop.diagnosis.picture.Timeline;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.live.Window;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Station;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ScreenTextTest {
  private static final Instant AT = Instant.parse("2026-03-04T11:30:00Z");

  private static ScreenText text(Language language) {
    Messages messages = Messages.load(language);
    Style plain = new Style(false);
    return new ScreenText(messages, new ChangeText(messages, plain), plain);
  }

  private static Reading reading() {
    Timeline timeline =
        new Timeline(
            AT.minusSeconds(40),
            Duration.ofSeconds(10),
            4,
            List.of(),
            List.of(new Timeline.Row("s1", Disposition.FAULTY, List.of(0, 1, 8, 3), 12)),
            List.of(),
            0,
            List.of());
    Gauges gauges =
        new Gauges(
            List.of(new Gauges.Ejection("cart.shop:80", "web-1", "1/3")),
            List.of(new Gauges.Scale("shop/cart-00002", 5, 2, OptionalDouble.of(41))),
            List.of(new Gauges.Targets("tg.json:8443", 1, 3)));
    return new Reading(
        new Window(AT.minusSeconds(300), AT),
        State.FAULT,
        List.of(new Reading.Blame("route-timeout", "gateway", "shop/cart\u001b[2J", 0.94)),
        List.of(new Reading.Failing("s1", "gateway", 504, "UT", 12, 340)),
        List.of(),
        "",
        new Reading.Panel(
            List.of(
                new Station(Hop.CLIENT, "", Station.State.OK),
                new Station(Hop.GATEWAY, "", Station.State.FAULT),
                new Station(Hop.APP, "", Station.State.UNSEEN)),
            Optional.of(timeline),
            gauges));
  }

  @Test
  void whatAnOperatorKeepsAnEyeOnIsOnIt() {
    ScreenText text = text(Language.EN);
    text.changed(new Change(AT, State.OK, Duration.ofMinutes(6), reading()));
    String screen = String.join("\n", text.of(reading(), 100, 40));
    assertThat(screen)
        .contains("client ✓ ── gateway ✗ ── app ?")
        .contains("FAULT")
        .contains("  gateway, shop/cart\\u001b[2J: A proxy")
        .contains("(route-timeout, 94\n  %)")
        .contains("gateway 504 UT")
        .contains(" ▁█▃  12/340")
        .contains("cart.shop:80 by web-1: 1/3")
        .contains("shop/cart-00002: 5 / 2 / 41")
        .contains("tg.json:8443: 1/3")
        .contains("2026-03-04T11:30:00Z  FAULT  gateway, shop/cart")
        .doesNotContain("\u001b");
  }

  @Test
  void noLineIsWiderThanTheTerminalAndNoScreenHigher() {
    for (Language language : Language.values()) {
      List<String> lines = text(language).of(reading(), 40, 7);
      assertThat(lines).hasSize(7).allMatch(line -> line.length() <= 40);
    }
    assertThat(Columns.cut("网关超时了", 10)).isEqualTo("网关超时了");
    assertThat(Columns.cut("网关超时了", 9)).isEqualTo("网关超时…");
    assertThat(Columns.cut("网关超时了", 8)).isEqualTo("网关超…");
    assertThat(Columns.cut("gateway", 7)).isEqualTo("gateway");
    assertThat(Columns.cut("gateway", 6)).isEqualTo("gatew…");
  }

  @Test
  void sentencesAreWrappedAtBlanksWhereThereAreSome() {
    assertThat(Columns.wrap("the gateway let go", 11)).containsExactly("the gateway", "let go");
    assertThat(Columns.wrap("gatewayletgo", 5)).containsExactly("gatew", "aylet", "go");
    assertThat(Columns.wrap("网关超时了", 4)).containsExactly("网关", "超时", "了");
    assertThat(Columns.wrap("", 4)).containsExactly("");
  }

  @Test
  void theLeastFailureIsSeenAndNothingIsBlank() {
    assertThat(ScreenText.bars(List.of(0, 1, 1000), 10)).isEqualTo(" ▁█");
    assertThat(ScreenText.bars(List.of(0, 0), 10)).isEqualTo("  ");
    assertThat(ScreenText.bars(List.of(1, 1, 4, 4, 0), 3)).isEqualTo("▂█ ");
    assertThat(ScreenText.bars(List.of(), 10)).isEmpty();
  }

  @Test
  void withoutAPanelThereIsStillTheState() {
    Reading blind = Reading.blind(new Window(AT, AT), "connection refused");
    assertThat(String.join("\n", text(Language.EN).of(blind, 80, 24)))
        .contains("BLIND")
        .contains("cannot look: connection refused");
  }
}

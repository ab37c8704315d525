package dev.whichhop.app.report.html;

import dev.whichhop.app.report.LadderSentences;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Moment;
import dev.whichhop.model.ladder.Order;
import dev.whichhop.model.ladder.Origin;
import dev.whichhop.model.ladder.Rung;
import dev.whichhop.model.ladder.TimerValue;
import dev.whichhop.model.ladder.WithoutEffect;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Timers of one kind, a bar each, on one logarithmic axis: five seconds against an hour can both be
 * seen. A pair in the wrong order is marked, with the moments in which it goes wrong below.
 */
final class LadderChart {
  private static final int ROW = 40;
  private static final int LEFT = 400;
  private static final int RIGHT = 800;
  private static final int TOP = 22;
  private static final int MOST = 12;

  private static final List<Duration> DECADES =
      List.of(
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(10),
          Duration.ofDays(5));

  private final Ladder ladder;
  private final Sheet sheet;
  private final Markup out;
  private final LadderSentences sentences;
  private final double least;
  private final double most;

  private LadderChart(Ladder ladder, Sheet sheet) {
    this.ladder = ladder;
    this.sheet = sheet;
    this.out = sheet.out();
    this.sentences = new LadderSentences(sheet.messages());
    List<Double> times =
        ladder.rungs().stream()
            .flatMap(rung -> rung.value().duration().stream())
            .filter(Duration::isPositive)
            .map(LadderChart::logarithm)
            .toList();
    this.least = times.stream().min(Double::compare).orElse(logarithm(DECADES.get(2))) - 0.7;
    this.most = Math.max(times.stream().max(Double::compare).orElse(least), least + 1) + 0.1;
  }

  /** Those that tell of something first; the others folded. */
  static void write(List<Ladder> ladders, Sheet sheet) {
    if (ladders.isEmpty()) {
      return;
    }
    Markup out = sheet.out();
    sheet.section("ladders", "html.ladders");
    out.element("p", sheet.text("html.ladders.says"));
    List<Ladder> telling =
        ladders.stream().filter(one -> one.wrong() || one.onFailingLeg()).limit(MOST).toList();
    telling.forEach(one -> new LadderChart(one, sheet).write());
    List<Ladder> others =
        ladders.stream().filter(one -> !one.wrong() && !one.onFailingLeg()).limit(MOST).toList();
    if (!others.isEmpty()) {
      out.open("details");
      out.element("summary", sheet.text("html.ladders.others", "count", others.size()));
      others.forEach(one -> new LadderChart(one, sheet).write());
      out.close();
    }
    int left = ladders.size() - telling.size() - others.size();
    if (left > 0) {
      out.element("p", sheet.text("report.more", "count", left));
    }
    out.close();
  }

  private static double logarithm(Duration duration) {
    return Math.log10(Math.max(1, duration.toMillis()));
  }

  private double x(Duration duration) {
    double part = (logarithm(duration) - least) / (most - least);
    return LEFT + (RIGHT - LEFT) * Math.min(1, Math.max(0, part));
  }

  private void write() {
    String title =
        sentences.title(ladder) + (ladder.subject().isEmpty() ? "" : " · " + ladder.subject());
    out.element("h3", title);
    out.open("figure");
    drawing(title);
    table(title);
    out.close();
    orders();
    withoutEffect();
  }

  private void drawing(String title) {
    int height = TOP + ladder.rungs().size() * ROW + 4;
    out.open("div", "class", "chart", "tabindex", "0", "role", "group", "aria-label", title);
    Chart.openSvg(title, height, out);
    for (Duration decade : DECADES) {
      if (logarithm(decade) > least && logarithm(decade) < most) {
        Chart.line(out, x(decade), TOP - 4, x(decade), height - 4, "grid");
        Chart.text(out, x(decade), 12, "middle", Sheet.duration(decade), "label");
      }
    }
    Chart.line(out, LEFT, TOP - 4, LEFT, height - 4, "base");
    Set<Integer> wrong = new TreeSet<>();
    for (Order order : ladder.orders()) {
      if (order.state() == Order.State.WRONG || order.state() == Order.State.TIE) {
        wrong.addAll(order.rungs());
        crossing(order);
      }
    }
    for (int i = 0; i < ladder.rungs().size(); i++) {
      rung(ladder.rungs().get(i), TOP + i * ROW, wrong.contains(i));
    }
    out.close().close();
  }

  private void rung(Rung rung, double y, boolean wrong) {
    String hop = (wrong ? "✗ " : "") + rung.hop().id();
    Chart.text(out, 4, y + 15, "start", hop, "label strong");
    Chart.text(out, 110, y + 15, "start", Sheet.shortened(sentences.title(rung), 46), "label");
    Chart.text(out, 110, y + 30, "start", Sheet.shortened(rung.where(), 42), "label");
    String style = rung.origin().assumed() ? "assumed" : "set";
    double end =
        switch (rung.value()) {
          case TimerValue.Lasts lasts -> {
            Chart.bar(out, LEFT, y + 5, Math.max(2, x(lasts.time()) - LEFT), 13, style);
            yield x(lasts.time());
          }
          case TimerValue.Never _ -> {
            Chart.bar(out, LEFT, y + 5, RIGHT - LEFT, 13, style);
            yield RIGHT;
          }
          case TimerValue.Times _ -> LEFT;
          case TimerValue.Unknown _ -> {
            Chart.bar(out, LEFT, y + 5, RIGHT - LEFT, 13, "missing");
            yield RIGHT;
          }
        };
    Chart.text(out, end + 6, y + 15, "start", sentences.value(rung), "label strong");
    Chart.text(out, LEFT + 4, y + 31, "start", origin(rung.origin()), "label");
  }

  /** In a word; the table has the whole sentence. */
  private String origin(Origin origin) {
    return sheet.text(
        "html.origin."
            + switch (origin) {
              case Origin.Configured _ -> "configured";
              case Origin.Measured _ -> "measured";
              case Origin.Default one -> one.assumed() ? "assumed" : "default";
              case Origin.Unseen _ -> "unseen";
            });
  }

  /** A dashed line at the end of the one that should end last, across those that outlive it. */
  private void crossing(Order order) {
    int last = order.rungs().getLast();
    ladder
        .rungs()
        .get(last)
        .value()
        .duration()
        .ifPresent(time -> {
          int top = order.rungs().stream().min(Integer::compare).orElse(last);
          int bottom = order.rungs().stream().max(Integer::compare).orElse(last);
          double x = x(time);
          Chart.line(out, x, TOP + top * ROW, x, TOP + bottom * ROW + 22, "crossing");
        });
  }

  private void table(String title) {
    out.open("details", "class", "numbers").element("summary", sheet.text("html.as-table"));
    sheet.table(
        title,
        List.of(
            sheet.text("html.hop"),
            sheet.text("html.timer"),
            sheet.text("html.subject"),
            sheet.text("html.value"),
            sheet.text("html.origin")));
    for (Rung rung : ladder.rungs()) {
      sheet.row(
          List.of(
              rung.hop().id(),
              sentences.title(rung),
              rung.where(),
              sentences.value(rung),
              sentences.origin(rung.origin())));
    }
    sheet.endTable();
    out.close();
  }

  private void orders() {
    if (ladder.orders().isEmpty()) {
      return;
    }
    List<Order> ordered =
        ladder.orders().stream().sorted(Comparator.comparing(one -> rank(one.state()))).toList();
    out.open("ul", "class", "reasons");
    for (Order order : ordered) {
      out.open("li", "class", "order " + Sheet.word(order.state()));
      out.element("span", mark(order.state()) + " ", "class", "sign", "aria-hidden", "true");
      out.text(sentences.rule(order) + " ");
      out.element("b", sheet.text("html.order." + Sheet.word(order.state())), "class", "chip");
      if (order.assumed()) {
        out.text(" " + sheet.text("html.order.assumed"));
      }
      if (!order.counterExample().isEmpty()) {
        out.element("p", sentences.why(order));
        out.open("ol", "class", "moments");
        for (Moment moment : order.counterExample()) {
          out.open("li").element("code", sentences.time(moment));
          out.text(" " + sentences.phrase(moment.what())).close();
        }
        out.close();
      }
      out.close();
    }
    out.close();
  }

  /** What is wrong first, what is in order last. */
  private static int rank(Order.State state) {
    return switch (state) {
      case WRONG -> 0;
      case TIE -> 1;
      case UNKNOWN -> 2;
      case HOLDS -> 3;
    };
  }

  private static String mark(Order.State state) {
    return switch (state) {
      case HOLDS -> "✓";
      case TIE -> "=";
      case WRONG -> "✗";
      case UNKNOWN -> "?";
    };
  }

  private void withoutEffect() {
    if (ladder.withoutEffect().isEmpty()) {
      return;
    }
    out.element("p", sheet.text("html.without-effect"));
    out.open("ul", "class", "reasons");
    for (WithoutEffect one : ladder.withoutEffect()) {
      out.open("li").text(sentences.phrase(one.why()));
      sheet.evidence(List.of(one.setting()));
      out.close();
    }
    out.close();
  }
}

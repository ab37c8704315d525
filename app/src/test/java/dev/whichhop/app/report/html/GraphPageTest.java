package dev.whichhop.app.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.report.flows.GraphText;
import dev.whichhop.flows.chart.Graph;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GraphPageTest {
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\u001b[31m";

  static List<Graph> graphs() {
    List<String> times = new ArrayList<>();
    List<Double> up = new ArrayList<>();
    List<Double> gap = new ArrayList<>();
    for (int i = 0; i < 36; i++) {
      times.add(String.format("2026-03-04 10:%02d:00.000", i));
      up.add(1000.0 * i);
      gap.add(i % 9 == 4 ? null : 9000.0 + 500 * (i % 7));
    }
    List<String> from = List.of("10.0.1.7", "10.0.2.9", HOSTILE);
    List<String> to = List.of("10.1.0.5", "10.1.0.6", "others (12)");
    List<List<Double>> cells =
        List.of(List.of(5e6, 2e5, 0.0), List.of(1e6, 0.0, 30.0), List.of(0.0, 4e6, 1.0));
    return List.of(
        new Graph.Series(
            "bytes", times, List.of(new Graph.Line("ACCEPT", up), new Graph.Line(HOSTILE, gap))),
        new Graph.Series("bytes", List.of(), List.of()),
        new Graph.Bars("records", List.of(new Graph.Bar("443", 1200), new Graph.Bar(HOSTILE, 0.5))),
        new Graph.Bars("records", List.of()),
        new Graph.Pairs("bytes", false, from, to, cells),
        new Graph.Pairs("bytes", true, from, to, cells),
        new Graph.Pairs("bytes", true, List.of(), List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void untrustedNamesStayText(Graph graph) {
    for (Language language : Language.values()) {
      StringWriter page = new StringWriter();
      GraphPage.print(
          graph,
          "stats sum(bytes) by " + HOSTILE,
          List.of(HOSTILE),
          Messages.load(language),
          language,
          new PrintWriter(page));
      assertThat(page.toString())
          .startsWith("<!doctype html>")
          .doesNotContain("<img")
          .doesNotContain("\u001b")
          .doesNotContain("flows.chart.");
    }
    StringWriter text = new StringWriter();
    GraphText.print(graph, Messages.load(Language.EN), new PrintWriter(text));
    assertThat(text.toString()).doesNotContain("\u001b");
  }

  @Test
  void theTerminalHasTheNumbers() {
    StringWriter text = new StringWriter();
    GraphText.print(
        new Graph.Bars("records", List.of(new Graph.Bar("443", 1200), new Graph.Bar("5432", 300))),
        Messages.load(Language.EN),
        new PrintWriter(text));
    assertThat(text.toString().lines())
        .containsExactly(
            "records",
            "  443  ██████████████████████████████ 1.2k",
            "  5432 ███████▌                       300");
  }
}

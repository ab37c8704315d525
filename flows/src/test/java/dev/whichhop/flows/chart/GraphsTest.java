package dev.whichhop.flows.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.analysis.Setting;
import dev.whichhop.flows.engine.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GraphsTest {
  private static Graph of(String query, Graph.Kind kind, List<String> columns, String... rows)
      throws CannotDraw {
    List<List<String>> values = new ArrayList<>();
    for (String row : rows) {
      values.add(
          Arrays.stream(row.split(" ", -1)).map(cell -> cell.isEmpty() ? null : cell).toList());
    }
    return Graphs.of(
        Analyser.check(query, Setting.of(EventFields.unknown())),
        new Result(columns, values, 0, 0, Set.of()),
        kind,
        new Words("others", "left out", "(none)", "all"));
  }

  @Test
  void groupsOfTimeBecomeLinesInTheOrderOfTime() throws CannotDraw {
    Graph graph =
        of(
            "stats sum(bytes) as total by bin(5m), action",
            null,
            List.of("bin(5m)", "action", "total"),
            "10:05 REJECT 1",
            "10:00 ACCEPT 7",
            "10:05 ACCEPT 9");
    assertThat(graph)
        .isInstanceOfSatisfying(
            Graph.Series.class,
            series -> {
              assertThat(series.measure()).isEqualTo("total");
              assertThat(series.times()).containsExactly("10:00", "10:05");
              assertThat(series.lines())
                  .extracting(Graph.Line::name)
                  .containsExactly("ACCEPT", "REJECT");
              assertThat(series.lines().getFirst().values()).containsExactly(7.0, 9.0);
              assertThat(series.lines().getLast().values()).containsExactly(null, 1.0);
            });
  }

  @Test
  void averagesOfManyLinesAreNotAddedUp() throws CannotDraw {
    String[] rows = new String[12];
    for (int i = 0; i < 12; i++) {
      rows[i] = "10:00 g" + i + " " + (i + 1);
    }
    Graph graph =
        of("stats avg(bytes) as n by bin(1m), g", null, List.of("bin(1m)", "g", "n"), rows);
    assertThat(graph)
        .isInstanceOfSatisfying(
            Graph.Series.class,
            series -> {
              assertThat(series.lines().getLast().name()).isEqualTo("left out (5)");
              assertThat(series.lines().getLast().values()).containsOnlyNulls();
            });
  }

  @Test
  void manyLinesBecomeTheLargestAndOneOfTheOthers() throws CannotDraw {
    String[] rows = new String[12];
    for (int i = 0; i < 12; i++) {
      rows[i] = "10:00 g" + i + " " + (i + 1);
    }
    Graph graph = of("stats count(*) as n by bin(1m), g", null, List.of("bin(1m)", "g", "n"), rows);
    assertThat(graph)
        .isInstanceOfSatisfying(
            Graph.Series.class,
            series -> {
              assertThat(series.lines()).hasSize(8);
              assertThat(series.lines().getFirst().name()).isEqualTo("g11");
              // g0 to g4: 1 + 2 + 3 + 4 + 5
              assertThat(series.lines().getLast().name()).isEqualTo("others (5)");
              assertThat(series.lines().getLast().values()).containsExactly(15.0);
            });
  }

  @Test
  void twoGroupsArePairsAndOneIsBars() throws CannotDraw {
    String pairs = "stats sum(bytes) as total by srcAddr, dstAddr";
    List<String> columns = List.of("srcAddr", "dstAddr", "total");
    assertThat(of(pairs, null, columns, "a x 1", "b x 5", "b y 2"))
        .isInstanceOfSatisfying(
            Graph.Pairs.class,
            table -> {
              assertThat(table.flows()).isFalse();
              assertThat(table.from()).containsExactly("b", "a");
              assertThat(table.to()).containsExactly("x", "y");
              assertThat(table.value(0, 0)).isEqualTo(5);
              assertThat(table.value(1, 1)).isZero();
            });
    assertThat(of(pairs, Graph.Kind.BARS, columns, "a x 1"))
        .isEqualTo(new Graph.Bars("total", List.of(new Graph.Bar("a x", 1))));
    assertThat(of("stats count(*) as n by dstPort", null, List.of("dstPort", "n"), "443 3", " 4"))
        .isEqualTo(
            new Graph.Bars("n", List.of(new Graph.Bar("443", 3), new Graph.Bar("(none)", 4))));
  }

  @Test
  void saysWhatAPictureTakes() {
    List<String> columns = List.of("a", "n");
    assertThatThrownBy(() -> of("fields a", null, List.of("a")))
        .isInstanceOf(CannotDraw.class)
        .hasMessageContaining("stats");
    assertThatThrownBy(() -> of("stats count(*) as n by a", Graph.Kind.SERIES, columns))
        .hasMessageContaining("bin(…)");
    assertThatThrownBy(() -> of("stats count(*) as n by a", Graph.Kind.SANKEY, columns))
        .hasMessageContaining("two groups");
    assertThatThrownBy(
            () -> of("stats count(*) as n, sum(b) as s by a", null, List.of("a", "n", "s")))
        .hasMessageContaining("one value");
  }
}

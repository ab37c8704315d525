package dev.whichhop.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every claim that the project's facts judge wrong, obsolete or harmful is found when it stands in
 * somebody's runbook or manifest, and its correct counterpart is left alone.
 */
final class RowsTest {
  private static final Linter LINTER = new Linter();

  /**
   * @param name file of the facts, row, and a number
   * @param rule that must be found; {@code right} when nothing may be
   */
  record Row(String name, String rule, String kind, String text) {
    @Override
    public String toString() {
      return name + " " + rule;
    }
  }

  static Stream<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String facts : List.of("istio-envoy", "knative", "aws", "paraphrases", "right")) {
      String[] sections = resource("/rows/" + facts + ".txt").split("(?m)^== ");
      for (int i = 1; i < sections.length; i++) {
        String[] head = sections[i].lines().findFirst().orElse("").split(" ");
        String text = sections[i].substring(sections[i].indexOf('\n') + 1);
        rows.add(new Row(facts + " " + head[0] + " (" + i + ")", head[1], head[2], text));
      }
    }
    return rows.stream();
  }

  private static String resource(String name) throws IOException {
    try (InputStream text = RowsTest.class.getResourceAsStream(name)) {
      assertThat(text).as(name).isNotNull();
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isFound(Row row) {
    List<String> found =
        LINTER.lint(List.of(new Linter.TextFile("file." + row.kind(), row.text()))).stream()
            .map(one -> one.rule().id())
            .toList();
    if (row.rule().equals("right")) {
      assertThat(found).as(row.text()).isEmpty();
    } else {
      assertThat(found).as(row.text()).contains(row.rule());
    }
  }

  /** A rule without a text that shows it would be unproven. */
  @Test
  void everyRuleHasARow() throws IOException {
    List<String> shown = rows().map(Row::rule).toList();
    List<String> elsewhere =
        List.of(
            "unknown-field",
            "misspelt-field",
            "unknown-annotation",
            "misspelt-annotation",
            "unknown-config-key",
            "unknown-metric");
    assertThat(LINTER.rules().keySet())
        .allSatisfy(id -> assertThat(shown.contains(id) || elsewhere.contains(id)).as(id).isTrue());
  }
}

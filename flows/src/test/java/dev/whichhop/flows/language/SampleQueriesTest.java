package dev.whichhop.flows.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whichhop.flows.language.SampleQueries.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleQueriesTest {
  /**
   * What is wrong with the collected queries that are no queries, by a part of their text. The
   * documentation itself holds some that cannot be meant as they stand.
   */
  private static final Map<String, String> NO_QUERIES =
      Map.of(
          "referrer= http://", "a URL without quotes",
          "namePrefix: ['namePrefix1', 'namePrefix2']", "the end of the query is not expected here",
          "<conversation_id>", "<conversation_id> is a placeholder",
          "NO HALLUCINATION DETECTED", "'HALLUCINATION' is not expected here",
          "awsRegion=\"us-east-2", "a text that does not end",
          "| count(*) as count by pod, err", "'count' is no command",
          "START=<start-time>000", "<start-time> is a placeholder",
          "custom_field | count()", "'count' is no command");

  @Test
  void everyQueryIsReadOrRefusedWithItsReason() throws IOException {
    assumeTrue(SampleQueries.present(), "SKIPPED: no collected queries beside the project");
    List<String> wrong = new ArrayList<>();
    for (Sample sample : SampleQueries.all()) {
      String expected = expectedProblem(sample.query());
      String seen = problem(sample.query());
      if (!seen.equals(expected)) {
        wrong.add(sample + ": expected '" + expected + "' but was '" + seen + "'");
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void formattingKeepsEveryQuery() throws IOException {
    assumeTrue(SampleQueries.present(), "SKIPPED: no collected queries beside the project");
    for (Sample sample : SampleQueries.all()) {
      if (problem(sample.query()).isEmpty()) {
        Query query = QueryParser.parse(sample.query());
        String text = QueryText.of(query);
        assertThat(QueryParser.parse(text)).as(text).isEqualTo(query);
        assertThat(QueryText.of(QueryParser.parse(text))).isEqualTo(text);
      }
    }
  }

  private static String expectedProblem(String query) {
    return NO_QUERIES.entrySet().stream()
        .filter(entry -> query.endsWith(entry.getKey()) || query.contains(entry.getKey()))
        .filter(entry ->
            !query.contains(entry.getKey() + "\"") && !query.contains(entry.getKey() + ")"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static String problem(String query) {
    try {
      QueryParser.parse(query);
      return "";
    } catch (QueryError error) {
      return error.problem();
    }
  }
}

package dev.whichhop.flows.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
  /** The canonical text shows how a query was understood. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "filter not a like /x/ and not b = 1 or c → filter not a like /x/ and not b = 1 or c",
        "filter not (a = 1 and b = 2) → filter not (a = 1 and b = 2)",
        "filter (a and b) and c → filter a and b and c",
        "filter a or (b and c) → filter a or b and c",
        "filter (a or b) and c → filter (a or b) and c",
        "fields 1 + 2 * 3 - 4 → fields 1 + 2 * 3 - 4",
        "fields (1 + 2) * 3 → fields (1 + 2) * 3",
        "fields 1 - (2 - 3) → fields 1 - (2 - 3)",
        "fields 2 ^ 3 ^ 2 → fields 2 ^ 3 ^ 2",
        "fields (2 ^ 3) ^ 2 → fields (2 ^ 3) ^ 2",
        "fields -2 ^ 2 → fields -2 ^ 2",
        "fields (-2) ^ 2 → fields (-2) ^ 2",
        "FILTER a == 'x' → filter a = \"x\"",
        "where !ispresent(a) → filter not ispresent(a)",
        "filter a =~ /x/ → filter a like /x/",
        "filter a NOT LIKE 'its' → filter a not like \"its\"",
        "filter a not in [1, -2, 'x', true] → filter a not in [1, -2, \"x\", true]",
        "stats count() by bin(5 min) → stats count() by bin(5m)",
        "stats COUNT(*) AS n BY a,b OFFSET 1hr → stats COUNT(*) as n by a, b offset 1h",
        "sort by a desc, b asc → sort a desc, b",
        "head 5 → limit 5",
        "limit any 5 → limit any 5",
        "parse 'a=*' as a → parse \"a=*\" as a",
        "parse @message /a\\/(?<b>.)/ → parse @message /a\\/(?<b>.)/",
        "fields a / b / c → fields a / b / c",
        "fields items.0.id, list[1], m.`x.y` → fields items.0.id, list[1], m.`x.y`",
        "fields `and`, `detail-type`, and2 → fields `and`, `detail-type`, and2",
        "fields a # comment → fields a",
        "| fields a → fields a",
        "unnest x.y into z → unnest x.y into z",
        "filldown a* b → filldown a* b",
        "autoregress f as g p=2-4 → autoregress f as g p=2-4",
        "source lg-1 start=-1d end=now | fields a → SOURCE \"lg-1\" start=-1d end=now\\n| fields a",
        "filter a in (source 'x' | fields a) → filter a in (SOURCE \"x\" | fields a)",
      })
  void isUnderstood(String query, String canonical) {
    assertThat(QueryText.of(QueryParser.parse(query))).isEqualTo(canonical.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "feilds a → 'feilds' is no command: did you mean fields?",
        "fields a b → 'b' is not expected here: expected | and a command, or the end of the query;"
            + " a text stands in quotes",
        "filter srcAddr = 10.0.0.1 → an address without quotes: write \"10.0.0.1\"",
        "filter a = 10.0.0.0/8 → an address without quotes: write \"10.0.0.0/8\"",
        "filter a = “x” → the character “ has no meaning here: write straight quotes: \" or '",
        "filter a && b → the character & has no meaning here: write and",
        "filter a = 1 = 2 → '=' is not expected here: expected and or or between two comparisons",
        "fields a | | fields b → '|' is not expected here: expected a command, such as fields,"
            + " filter or stats",
        "fields a | → the end of the query is not expected here: expected a command, such as"
            + " fields, filter or stats",
        "filterIndex a > 1 → '>' is not expected here: expected = and a value, or in and a list:"
            + " filterIndex knows nothing else",
        "filter a like b → 'b' is not expected here: expected a text in quotes or a regular"
            + " expression between slashes",
        "filter a in [b] → 'b' is not expected here: expected a text in quotes or a number",
        "limit 1.5 → the number 1.5 where the number of rows belongs: write an integer",
      })
  void isRefused(String query, String message) {
    QueryError error = catchThrowableOfType(QueryError.class, () -> QueryParser.parse(query));
    assertThat(error).hasMessage(message);
  }

  @Test
  void showsThePlace() {
    String query = "fields @timestamp\n| filter a = \n  <id>";
    QueryError error = catchThrowableOfType(QueryError.class, () -> QueryParser.parse(query));
    assertThat(error.render(query))
        .isEqualTo(
            """
            line 3, column 3: <id> is a placeholder
                <id>
                ^^^^
              put a value in its place, text in quotes\
            """);
  }

  @Test
  void knowsWhereEachCommandStands() {
    String query = "fields a | filter b in (source 'x' | fields b) | limit 1";
    Command filter = QueryParser.parse(query).commands().get(1);
    assertThat(query.substring(filter.span().start(), filter.span().end()))
        .isEqualTo("filter b in (source 'x' | fields b)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "not ", "abs(", "2^"})
  void refusesWhatIsNestedTooDeep(String opening) {
    String query = "fields " + opening.repeat(10_000) + "a";
    QueryError error = catchThrowableOfType(QueryError.class, () -> QueryParser.parse(query));
    assertThat(error.problem()).startsWith("brackets or signs nested more than 200 deep");
  }

  @Test
  void refusesQueriesInQueriesInQueries() {
    String query = "filter a in (source 'x' | ".repeat(10_000);
    QueryError error = catchThrowableOfType(QueryError.class, () -> QueryParser.parse(query));
    assertThat(error.problem()).startsWith("queries nested more than 20 deep");
  }

  @Test
  void readsAMegabyte() {
    String query = "filter a = 1" + " or a = 2".repeat(110_000);
    assertThat(QueryText.of(QueryParser.parse(query))).hasSize(query.length());
  }

  @Test
  void refusesASumThatIsTooLong() {
    String query = "fields 1" + " + 1".repeat(250_000);
    QueryError error = catchThrowableOfType(QueryError.class, () -> QueryParser.parse(query));
    assertThat(error.render(query)).hasSizeLessThan(600).contains("more than 1000 operators");
  }
}

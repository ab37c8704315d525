package dev.whichhop.flows.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.lint.QueryLinter;
import dev.whichhop.flows.value.RegularExpression;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that nobody means well with: each ends soon, with an answer or an error. */
class BadQueriesTest {
  private static final int MEGABYTE = 1_000_000;
  private static final EventFields FIELDS =
      EventFields.of(List.of("srcAddr", "dstAddr", "srcPort", "dstPort"));

  @ParameterizedTest
  @Timeout(60)
  @CsvSource(
      delimiter = '→',
      value = {
        "filter a = 1 → ' or a = 1'",
        "fields a → ', b'",
        "fields a → ', x as yyyyy'",
        "fields a → ' | fields a'",
        "fields a → ' | limit 1'",
        "fields a → ' + a'",
        "filter a in [1 → ', 2'",
        "stats count(*) → ', sum(a) as b'",
        "fields concat(a → ', b'",
        "parse '* → * '",
        "fields a → '\n#'",
        "fields → ' ('",
        "fields → '\"'",
        "fields → ' f('",
        "fields a → '[1]'",
        "fields a → '.b'",
        "SOURCE 'x' → \" 'y'\"",
        "filter not → ' not'",
        "filter a like /a → a|'",
      })
  void ofAMegabyte(String beginning, String repeated) {
    String query = beginning + repeated.repeat(MEGABYTE / repeated.length());
    try {
      Analyser.check(query, Setting.of(FIELDS));
    } catch (QueryError error) {
      assertThat(error.render(query)).hasSizeLessThan(20_000);
    }
  }

  /** RE2 takes linear time where backtracking would take the age of the universe. */
  @ParameterizedTest
  @Timeout(60)
  @ValueSource(strings = {"(a*)*b", "(a|aa)+$", "(.*)*x", "(x+x+)+y"})
  void expressionsThatBacktrackForever(String pattern) {
    assertThat(RegularExpression.of(pattern).matches("a".repeat(50_000) + "!")).isFalse();
  }

  @ParameterizedTest
  @Timeout(60)
  @ValueSource(
      strings = {"((((a{100}){100}){100}){100}){100}", "(((((a{1000}){1000}){1000})))", "a{1001}"})
  void expressionsThatWouldFillTheMemory(String pattern) {
    QueryError error =
        catchThrowableOfType(
            QueryError.class,
            () -> Analyser.check("filter a like /" + pattern + "/", Setting.of(FIELDS)));
    assertThat(error.problem()).startsWith("not a regular expression");
  }

  @Test
  @Timeout(60)
  void expressionsNestedWithoutEnd() {
    String pattern = "(".repeat(100_000) + "a" + ")".repeat(100_000);
    QueryError error =
        catchThrowableOfType(
            QueryError.class,
            () -> Analyser.check("filter a like /" + pattern + "/", Setting.of(FIELDS)));
    assertThat(error.problem()).startsWith("not a regular expression");
  }

  /** What is large but written out is compiled. */
  @Test
  void expressionsOfAUsualSize() {
    assertThat(RegularExpression.of("([0-9]{1,3}\\.){3}[0-9a-f]{1,64}").matches("10.0.0.1"))
        .isTrue();
    assertThat(RegularExpression.of("[a-z]{1000}").matches("a".repeat(1000))).isTrue();
  }

  /** Whatever the text, there is an answer or an error with a place in it. */
  @Property(seed = "2026", tries = 2000)
  void anyText(@ForAll String text) {
    for (String query : List.of(text, "fields " + text, "filter a = 1 | " + text)) {
      try {
        Analyser.check(query, Setting.of(FIELDS));
        QueryLinter.lint(query, FIELDS);
      } catch (QueryError error) {
        assertThat(error.span().start()).isBetween(0, query.length());
        assertThat(error.render(query)).contains("^");
      }
    }
  }
}

package dev.whichhop.flows.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.event.LogEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of {@code docs/insights.md} for what is equal, less, contained and true. */
class ConditionsTest {
  private static final LogEvent EVENT =
      Answers.event(
          0,
          "port=443",
          "dash=-",
          "empty=",
          "zero=0",
          "no=False",
          "text=a.b|c",
          "id=10104661421959001813");

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "port = 443 → 1",
        "port = '443' → 1",
        "port == 443.0 → 1",
        "port = '0443' → 1",
        "port != 80 → 1",
        "dash = '-' → 1",
        "dash = 0 → 0",
        "dash > 0 → 0",
        "dash < 0 → 0",
        "dash != 443 → 1",
        "text < 'b' → 0",
        "port < 1000 → 1",
        "port >= '443' → 1",
        "id = 10104661421959001813 → 1",
        "id = '10104661421959001814' → 0",
        "missing = '' → 0",
        "missing != 'x' → 0",
        "missing = missing → 0",
        "not missing = 'x' → 1",
        "missing like 'x' → 0",
        "missing not like 'x' → 0",
        "not (missing like 'x') → 1",
        "missing not in ['x'] → 0",
        "text like 'a.b' → 1",
        "text like 'A.B' → 0",
        "text like 'a|c' → 0",
        "text like '.*' → 0",
        "text like /a.b/ → 1",
        "text like /^b/ → 0",
        "text like /(?i)A.B/ → 1",
        "text =~ /b.c$/ → 1",
        "text not like /z/ → 1",
        "port like /^4/ → 1",
        "port like '44' → 1",
        "port in [80, 443] → 1",
        "port in ['443'] → 1",
        "port not in [80, 'x'] → 1",
        "port in [] → 0",
        "port = 443 and dash = '-' or 1 = 2 → 1",
        "1 = 2 and 1 = 1 or 1 = 1 → 1",
        "1 = 2 and (1 = 1 or 1 = 1) → 0",
        "not port = 80 and dash = '-' → 1",
        "!ispresent(missing) → 1",
        "if(zero, 1, 0) → 0",
        "if(empty, 1, 0) → 0",
        "if(no, 1, 0) → 0",
        "if(missing, 1, 0) → 0",
        "if(text, 1, 0) → 1",
        "if(port, 1, 0) → 1",
        "ispresent(port) = true → 1",
        "jsonParse('{}') = jsonParse('{}') → 0",
        "jsonParse('{}') != 'x' → 0",
      })
  void hold(String condition, String value) {
    assertThat(Answers.value(condition, EVENT)).isEqualTo(value);
  }
}

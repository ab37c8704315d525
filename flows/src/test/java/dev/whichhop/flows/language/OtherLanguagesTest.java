package dev.whichhop.flows.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.analysis.Setting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who writes SQL, Splunk or Java is told what stands for it here. */
class OtherLanguagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "filter x is not null → write ispresent(field), or not ispresent(field)",
        "filter x between 1 and 5 → write field >= 1 and field <= 5",
        "filter x contains 'a' → write like \"text\", or like /(?i)text/ in any case of letters",
        "filter a = 1 || b = 2 → write or",
        "filter a = 1 && b = 2 → write and",
        "filter a <> 1 → write !=",
        "filter a in ('x', 'y') → a list stands in square brackets: [\"a\", \"b\"]",
        "filter a like /x/ or /y/ → each expression needs its own like: field like /a/ or field"
            + " like /b/",
        "filter a like /x/i → flags stand in the expression: /(?i)…/",
        "parse @message /took (\\d+) ms/ as took → the expression itself names what it finds:"
            + " /(?<name>…)/",
        "fields a as 'my name' → a name with such characters stands in backticks: `my name`",
        "fields headers.'user-agent' → a name with such characters stands in backticks:"
            + " `user-agent`",
        "fields * → name the fields; the whole event is @message",
        "-- slow requests → a comment begins with #",
        "fields a // slow requests → a comment begins with #",
        "stats count(distinct a) → write countDistinct(field)",
        "stats sum(case when a = 1 then 1 else 0 end) → write if(condition, value, otherwise), or"
            + " case(condition, value, otherwise)",
        "stats count(*) group by a → groups stand after by: stats count(*) by field",
        "stats count(*) as n by a having n > 3 → write | filter after stats",
        "fields a | sort a desc limit 20 → a command stands after |: | limit",
        "stats count(*) as n by a order by n → a command stands after |: | order",
        "fields a | eval b = a * 2 → write fields expression as name",
        "select * from logs → this is not SQL: write fields a, b | filter condition | limit 20",
        "fields a | tail 5 → write sort @timestamp asc | limit 20",
        "stats countif(a = 1) → write sum(if(condition, 1, 0))",
        "stats percentile(a, 99) → write pct(number, 95)",
        "fields len(a) → write strlen(text)",
        "fields ago(1h) → give the query its time range, not a filter",
        "stats count(*) by bin(@timestamp, 1h) → bin(period) is of @timestamp; of another time,"
            + " datefloor(time, period)",
        "stats count(*) by a | sort count desc → did you mean count(*)?",
        "stats count(*) by bin(5m) | sort @timestamp desc → did you mean bin(5m)?",
      })
  void areAdvised(String query, String advice) {
    QueryError error =
        catchThrowableOfType(
            QueryError.class, () -> Analyser.check(query, Setting.of(EventFields.unknown())));
    assertThat(error).as(query).isNotNull();
    assertThat(error.advice()).as(query).isEqualTo(advice);
  }
}

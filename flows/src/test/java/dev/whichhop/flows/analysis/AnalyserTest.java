package dev.whichhop.flows.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.language.Span;
import dev.whichhop.flows.value.Assumption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyserTest {
  private static final EventFields FLOW_LOG =
      EventFields.of(
          List.of("interfaceId", "srcAddr", "dstAddr", "srcPort", "dstPort", "bytes", "startTime"));

  private static CheckedQuery check(String query) {
    return Analyser.check(query, Setting.of(EventFields.unknown()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "pattern @message → pattern cannot be answered from files: CloudWatch finds patterns with a"
            + " model of its own: run this query in CloudWatch, or group by what parse extracts",
        "fields unmask(@message) → unmask cannot be answered from files: what CloudWatch masked is"
            + " not in the file: run this query in CloudWatch with the permission logs:Unmask",
        "diff → diff cannot be answered from files: it compares the patterns of two time ranges,"
            + " which CloudWatch finds: run this query in CloudWatch, or run stats over both time"
            + " ranges and compare",
        "stats count(*) by src | filter action = 'REJECT' → Unknown symbols found in or after"
            + " stats: action: after stats there are only its columns: src, count(*); what asks"
            + " about events stands before stats",
        "stats count(*) as n by src | sort nn → Unknown symbols found in or after stats: nn: did"
            + " you mean n?",
        "stats avg(x) by @logStream | stats avg(`avg(x)`) by bin(5m) → bin needs @timestamp, which"
            + " stats does not keep: name the time: stats … by bin(5m) as @t, then datefloor(@t,"
            + " 1h)",
        "stats x by y → x is not aggregated: stats takes aggregate functions, such as count(*) or"
            + " max(x); fields goes into by",
        "stats max(x) + y by z → y is neither grouped nor aggregated: put it into by, or into an"
            + " aggregate such as max(y)",
        "stats sum(max(x)) → max() within another aggregate: compute it in a stats of its own, and"
            + " aggregate its result in a second stats",
        "stats substr(max(x)) → substr with 1 arguments: substr(text, start[, length])",
        "stats round(max(x), 1, 2, 3) → round with 4 arguments: round(number[, places])",
        "stats datefloor(max(x)) → datefloor with 1 arguments: datefloor(time, period)",
        "stats datefloor(max(x), 5) → a period such as 5m is expected: datefloor(time, period)",
        "stats isIpv4InSubnet(max(x), 'junk') → \"junk\" is no range of addresses: write it in CIDR"
            + " notation, such as \"10.0.0.0/8\"",
        "stats regexReplace(max(x), '(', 'y') → not a regular expression: missing closing ): (: RE2"
            + " syntax is expected",
        "stats count(*) + 5m → a period of time is no value: periods are arguments of bin,"
            + " datefloor, dateceil and rate; times count in milliseconds, now() in seconds: 1h is"
            + " 3600000 or 3600",
        "stats max(x) + strlen(bin(5m)) → bin needs @timestamp, which stats does not keep: name the"
            + " time: stats … by bin(5m) as @t, then datefloor(@t, 1h)",
        "filter count(*) > 1 → count() is an aggregate function: it belongs into stats, outside of"
            + " other aggregates",
        "fields strlenn(a) → there is no function strlenn: did you mean strlen?",
        "fields substr(a) → substr with 1 arguments: substr(text, start[, length])",
        "fields sum(*) → * is no argument of sum: sum(number)",
        "fields 5m → a period of time is no value: periods are arguments of bin, datefloor,"
            + " dateceil and rate; times count in milliseconds, now() in seconds: 1h is 3600000 or"
            + " 3600",
        "fields bin(5) → a period such as 5m is expected: bin(period)",
        "fields isIpv4InSubnet(a, '10.0.0') → \"10.0.0\" is no range of addresses: write it in CIDR"
            + " notation, such as \"10.0.0.0/8\"",
        "filter a like /(/ → not a regular expression: missing closing ): (: RE2 syntax is"
            + " expected",
        "parse 'a * b *' as x → 2 * in the pattern and 1 names: each * gives one name",
        "parse /abc/ → parse with an expression that names nothing: name a group: (?<name>…)",
        "limit 100001 → limit 100001: CloudWatch takes 1 to 100000",
        "dedup a | filter b = 1 → a command after dedup that is not limit: only limit may follow"
            + " dedup: put the others before it",
        "sort a | stats count(*) by b | stats count(*) → sort before the last stats: put it after"
            + " the last stats",
        "fields a as x, b as x → the name x is taken: CloudWatch defines a name once: choose"
            + " another one",
        "filter a = {{level}} → the parameter {{level}} has no value: give it one with --parameter"
            + " level=…",
        "$Errors(a = 1) → there is no saved query Errors: name its text with --saved-query"
            + " Errors=FILE",
        "fields jsonParse(a) as m | stats count(*) by m → a map or list in stats: name what is in"
            + " it, such as map.member",
        "fields jsonParse(a) as m | sort m → a map or list in sort: name what is in it, such as"
            + " map.member",
        "filter a in (source 'x' | fields b, c) → a query in brackets must have one column, and"
            + " this has 2: end it with | fields and one name",
        "stats pct(x, 101) → not a number that pct takes: expected a percentage from 0 to 100",
        "stats topk(3, x), count(*) → topk beside other columns: topk stands alone, without by",
        "stats count(*) by x offset 1h → offset without bin: offset moves the bins of by bin(…)",
        "estimate | limit 1 → a command after estimate: estimate comes last",
      })
  void refuses(String query, String message) {
    QueryError error = catchThrowableOfType(QueryError.class, () -> check(query));
    assertThat(error).as(query).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "filter a = 1 → ",
        "filter a != 1 → MISSING_NOT_EQUAL",
        "filter not a = 1 → NEGATED_MISSING",
        "filter not ispresent(a) → ",
        "filter a > 1 → ORDER_OF_TEXT",
        "filter strlen(a) > 1 → ",
        "filter a → TRUTH_OF_FIELD",
        "fields ispresent(a) as p | filter p → ",
        "filter a = true → TRUTH_IS_NUMBER",
        "fields a / 2 → ",
        "fields a / b → DIVISION_BY_ZERO",
        "fields -a ^ 2 → POWER",
        "fields 2 ^ 3 ^ 2 → POWER",
        "filter a = 'x\\\\y' → ESCAPES",
        "stats count(*) by bin(1h) → ",
        "stats count(*) by a → GROUP_OF_MISSING",
        "stats count(*) by bin(1w) → CALENDAR_PERIODS",
        "stats pct(strlen(@message), 50) → AGGREGATES_SKIP_TEXT PERCENTILE",
        "stats count(*) by bin(1h) | limit 5 → ORDER_OF_GROUPS",
        "stats count(*) as n by bin(1h) | sort n | limit 5 → ",
        "fields a | limit 5 | sort a → LIMIT_BY_POSITION",
        "parse 'x *' as y → SHORTEST_MATCH",
        "fields y | parse /(?<y>.)/ → PARSE_REDEFINES",
        "fields list[0] → LIST_INDEX",
        "filter coalesce(a, 'x') < 5 → ORDER_OF_TEXT",
        "filter coalesce(1, 2) < 5 → ",
        "filter toNumber(@message) != 5 → MISSING_NOT_EQUAL",
        "filter strlen(@message) != 5 → ",
        "fields a / 0 → DIVISION_BY_ZERO",
        "fields a % 0.0 → DIVISION_BY_ZERO",
        "stats count(*) * 2, count(*) / 1024 → ",
        "stats 100 / count(*) → DIVISION_BY_ZERO",
        "fields concat(a, b) → CONCAT_MISSING",
      })
  void namesWhatAnAnswerRestsOn(String query, String assumptions) {
    List<Assumption> expected =
        assumptions == null
            ? List.of()
            : List.of(assumptions.split(" ")).stream().map(Assumption::valueOf).toList();
    assertThat(check(query).assumptions()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "filter a = 1 → [@timestamp, @message]",
        "parse 'a *' as x → [@timestamp, @message, x]",
        "fields a, b as c | fields d | parse 'a *' as x → [a, c, d, x]",
        "fields a | display b | fields c → [b]",
        "stats count(*), sum(x) as s by bin(5m), y → [bin(5m), y, count(*), s]",
        "stats count(*) as n by y | fields n * 2 as m → [y, n, m]",
        "stats count(*) as n by y | display n → [n]",
        "autoregress f p=1-3 → [@timestamp, @message, f_p1, f_p2, f_p3]",
        "countFrequent a, b → [a, b, _approxcount]",
      })
  void knowsTheColumns(String query, String columns) {
    assertThat(check(query).columns()).hasToString(columns);
  }

  @Test
  void fieldsHaveSeveralSpellings() {
    CheckedQuery query =
        Analyser.check(
            "fields srcaddr | filter `interface-id` = 'x' and dst_port = 1 and start > 0",
            Setting.of(FLOW_LOG));
    assertThat(QueryText.of(query.query()))
        .isEqualTo(
            "fields srcAddr as srcaddr\n"
                + "| filter interfaceId = \"x\" and dstPort = 1 and startTime > 0");
    assertThat(query.columns()).containsExactly("srcaddr");
    assertThat(query.assumptions()).contains(Assumption.FIELD_SPELLING);
    assertThat(query.notes())
        .extracting(Note::kind)
        .containsExactly(
            Note.Kind.FIELD_SPELLING,
            Note.Kind.FIELD_SPELLING,
            Note.Kind.FIELD_SPELLING,
            Note.Kind.FIELD_SPELLING,
            Note.Kind.IMPLICIT_LIMIT);
    assertThat(query.notes().getFirst().values())
        .isEqualTo(Map.of("written", "srcaddr", "field", "srcAddr"));
  }

  @Test
  void aNameThatNoEventHasIsNoted() {
    CheckedQuery query = Analyser.check("fields srcAdr, tcpFlags | limit 1", Setting.of(FLOW_LOG));
    assertThat(query.notes())
        .containsExactly(
            new Note(
                Note.Kind.MISSPELT_FIELD,
                Map.of("written", "srcAdr", "nearest", "srcAddr"),
                Span.NOWHERE),
            new Note(Note.Kind.UNKNOWN_FIELD, Map.of("written", "tcpFlags"), Span.NOWHERE));
  }

  @Test
  void whatEveryEventHasRestsOnNothing() {
    CheckedQuery query =
        Analyser.check("filter srcAddr != '-' | stats count(*) by dstAddr", Setting.of(FLOW_LOG));
    assertThat(query.assumptions()).isEmpty();
  }

  @Test
  void filesDoNotKnowWhenCloudWatchTookAnEvent() {
    CheckedQuery query =
        Analyser.check("fields @timestamp, @ingestionTime | limit 1", Setting.of(FLOW_LOG));
    assertThat(query.notes())
        .containsExactly(
            new Note(Note.Kind.UNKNOWN_FIELD, Map.of("written", "@ingestionTime"), Span.NOWHERE));
  }

  @Test
  void periodsAboveTheirCapAreNoted() {
    assertThat(check("stats count(*) by bin(300s) | limit 1").notes())
        .containsExactly(
            new Note(
                Note.Kind.PERIOD_CAPPED, Map.of("written", "300s", "used", "60s"), Span.NOWHERE));
  }

  @Test
  void savedQueriesStandForTheirCommands() {
    Setting setting =
        new Setting(
            EventFields.unknown(),
            Map.of("Errors By Level", "filter level = {{level}} | stats count(*) by service"),
            Map.of());
    CheckedQuery query = Analyser.check("$`Errors By Level`(level = 'WARN') | limit 5", setting);
    assertThat(QueryText.of(query.query()))
        .isEqualTo("filter level = \"WARN\"\n| stats count(*) by service\n| limit 5");
  }

  /** The place of what is wrong lies in another text: the caret stands below the call. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "source 'x' | filter a = 1 → the saved query Q has a SOURCE of its own: write it at the"
            + " beginning of this query instead",
        "fields a, b, strlenn(c) → in the saved query Q: there is no function strlenn: did you mean"
            + " strlen?",
        "fields a | dedup a → in the saved query Q: a command after dedup that is not limit: only"
            + " limit may follow dedup: put the others before it",
        "filter a in (source 'x' | filter b in (source 'y' | fields c) | fields d) → in the saved"
            + " query Q: a query within a query within a query: CloudWatch takes one level",
      })
  void whatIsWrongWithASavedQueryIsToldAtItsCall(String saved, String message) {
    String query = "filter x = 1 | $Q() | filter y = 1";
    QueryError error =
        catchThrowableOfType(
            QueryError.class,
            () ->
                Analyser.check(
                    query, new Setting(EventFields.unknown(), Map.of("Q", saved), Map.of())));
    assertThat(error).hasMessage(message);
    assertThat(query.substring(error.span().start(), error.span().end())).isEqualTo("$Q()");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "stats count(*) → 10 → more than 10 stats",
        "join left=a right=b where a.x = b.x (source 'x' | fields x) → 1 → more than one join",
      })
  void commandsThatAreTooMany(String command, int most, String problem) {
    String query = String.join(" | ", Collections.nCopies(most, command));
    check(query);
    QueryError error = catchThrowableOfType(QueryError.class, () -> check(query + " | " + command));
    assertThat(error.problem()).isEqualTo(problem);
    assertThat(error.span().start()).isEqualTo(query.length() + 3);
  }

  @Test
  void parametersHaveTheirValues() {
    Setting setting =
        new Setting(EventFields.unknown(), Map.of(), Map.of("p", new Text("x", Span.NOWHERE)));
    assertThat(QueryText.of(Analyser.check("filter a = {{p}}", setting).query()))
        .isEqualTo("filter a = \"x\"");
  }

  @Test
  void aLongQueryIsNoted() {
    String query = "filter a = 1" + " or a = 1".repeat(2000);
    assertThat(check(query).notes()).extracting(Note::kind).contains(Note.Kind.QUERY_LENGTH);
  }
}

package dev.whichhop.flows.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.event.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values worked out by hand from the documentation of the functions; a dot is a missing value. */
class FunctionsTest {
  private static final LogEvent EVENT =
      Answers.event(
          63, "n=7", "neg=-2.5", "dash=-", "empty=", "text=xyZfooxyZ", "address=10.0.0.5");

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "n + 1 → 8",
        "n - 10 → -3",
        "n * 2 → 14",
        "n / 2 → 3.5",
        "10 % 3 → 1",
        "2 ^ 3 → 8",
        "2 ^ 3 ^ 2 → 512",
        "-2 ^ 2 → -4",
        "n / 0 → ·",
        "n % 0 → ·",
        "dash + 1 → ·",
        "missing + 1 → ·",
        "0.1 + 0.2 → 0.30000000000000004",
        "abs(neg) → 2.5",
        "ceil(neg) → -2",
        "floor(neg) → -3",
        "round(neg) → -3",
        "round(2.345, 2) → 2.35",
        "sqrt(49) → 7",
        "sqrt(neg) → ·",
        "log(1) → 0",
        "greatest(1, n, neg) → 7",
        "least(1, n, neg) → -2.5",
        "toNumber('12') → 12",
        "toInt('12.9') → 12",
        "toInt('-12.9') → -12",
        "toInt('2147483648') → ·",
        "toLong('2147483648') → 2147483648",
        "toDouble('1e3') → 1000",
        "isNumeric(n) → 1",
        "isNumeric(dash) → 0",
        "round(haversine(0, 0, 0, 90)) → 10008",
        "haversine(1, 2, 1, 2) → 0",
        "hexToDec('0xff') → 255",
        "hexToDec('zz') → ·",
        "decToHex(255) → 0xff",
        "decToHex(-255.9) → -0xff",
        "hexToAscii('48656c6c6f') → Hello",
      })
  void ofNumbers(String expression, String value) {
    assertThat(Answers.value(expression, EVENT)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "isempty(empty) → 1",
        "isempty(missing) → 1",
        "isempty(n) → 0",
        "isblank('  ') → 1",
        "isblank(dash) → 0",
        "concat('a', n, 'b') → a7b",
        "concat('a', missing, 'b') → ab",
        "ltrim('xyZxyfooxyZ', 'xyZ') → fooxyZ",
        "rtrim('xyZfooxyxyZ', 'xyZ') → xyZfoo",
        "trim('xyZxyfooxyxyZ', 'xyZ') → foo",
        "trim('  a ') → a",
        "strlen('äöü') → 3",
        "strlen('😀') → 1",
        "strlen(missing) → ·",
        "toupper('aß') → ASS",
        "tolower('ÄB') → äb",
        "substr(text, 3, 3) → foo",
        "substr(text, 6) → xyZ",
        "substr(text, 99) → §§",
        "replace('a.b.c', '.', '-') → a-b-c",
        "regexReplace('a1b22', '[0-9]+', '#') → a#b#",
        "regexReplace('ab', '(a)(b)', '$2$1') → ba",
        "regexReplace('ab', '(a)(b)', '\\2\\1') → ba",
        "strcontains(text, 'foo') → 1",
        "strcontains(text, 'FOO') → 0",
        "strcontains(text, 'FOO', true) → 1",
        "strcontains(missing, 'a') → 0",
        "startsWith(text, 'xyZ') → 1",
        "endsWith(text, 'xyz') → 0",
        "urlencode('a b/ü*~') → a%20b%2F%C3%BC%2A~",
        "urldecode('a%20b') → a b",
        "base64encode('Hello') → SGVsbG8=",
        "base64decode('SGVsbG8=') → Hello",
        "base64decode('!') → ·",
        "split('a,b,,c', ',') → [\"a\",\"b\",\"\",\"c\"]",
        "md5('') → d41d8cd98f00b204e9800998ecf8427e",
        "sha256('abc') → ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "messageSize('äb') → 3",
      })
  void ofTexts(String expression, String value) {
    assertThat(Answers.value(expression, EVENT)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "isValidIp(address) → 1",
        "isValidIp(dash) → 0",
        "isValidIp('256.1.1.1') → 0",
        "isValidIpV4('2001:db8::1') → 0",
        "isValidIpV6('2001:db8::1') → 1",
        "isIpv4InSubnet(address, '10.0.0.0/24') → 1",
        "isIpv4InSubnet(address, '10.0.1.0/24') → 0",
        "isIpv4InSubnet(dash, '0.0.0.0/0') → 0",
        "isIpv4InSubnet('2001:db8::1', '0.0.0.0/0') → 0",
        "isIpv6InSubnet('2001:db8::1', '2001:db8::/32') → 1",
        "isIpv6InSubnet('2001:db9::1', '2001:db8::/32') → 0",
        "isIpInSubnet('2001:db8::1', '2001:db8::/32') → 1",
        "isIpInSubnet(address, '10.0.0.0/8') → 1",
        "isIpInSubnet(address, '::/0') → 0",
        "ipv4ToNumber('10.0.0.5') → 167772165",
        "ipv4ToNumber(dash) → ·",
        "isPrivateIP('172.31.255.255') → 1",
        "isPrivateIP('172.32.0.0') → 0",
        "isPublicIP('8.8.8.8') → 1",
        "isPublicIP('10.1.1.1') → 0",
        "isPublicIP('127.0.0.1') → 0",
        "isReservedIP('169.254.169.254') → 1",
        "isReservedIP(dash) → 0",
      })
  void ofAddresses(String expression, String value) {
    assertThat(Answers.value(expression, EVENT)).isEqualTo(value);
  }

  /** The event is of 2026-01-31 00:01:03 UTC, a Saturday. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "@timestamp → 2026-01-31 00:01:03.000",
        "toMillis(@timestamp) → 1769817663000",
        "fromMillis(1769817663000) → 2026-01-31 00:01:03.000",
        "@timestamp - 3000 → 1769817660000",
        "bin(1m) → 2026-01-31 00:01:00.000",
        "bin(5 minutes) → 2026-01-31 00:00:00.000",
        "bin(7s) → 2026-01-31 00:00:58.000",
        "datefloor(@timestamp, 1h) → 2026-01-31 00:00:00.000",
        "dateceil(@timestamp, 1h) → 2026-01-31 01:00:00.000",
        "dateceil(bin(1h), 1h) → 2026-01-31 00:00:00.000",
        "datefloor(@timestamp, 1w) → 2026-01-26 00:00:00.000",
        "datefloor(@timestamp, 1mo) → 2026-01-01 00:00:00.000",
        "dateceil(@timestamp, 1q) → 2026-04-01 00:00:00.000",
        "datefloor(@timestamp, 1y) → 2026-01-01 00:00:00.000",
        "now() → 1769824800",
        "queryStartTime() → 1769817600000",
        "queryEndTime() → 1769821199999",
        "queryTimeRange() → 3599999",
        "formatDate(@timestamp, '%Y-%m-%d %H:%M:%S') → 2026-01-31 00:01:03",
        "formatDate(@timestamp, '%a %b %e %I %p %j %%', 'America/New_York') → Fri Jan 30 07 PM 030"
            + " %",
        "strftime(@timestamp, '%FT%T%z', 'Asia/Shanghai') → 2026-01-31T08:01:03+0800",
        "formatDate(@timestamp, '%s %u %V %G') → 1769817663 6 05 2026",
        "formatDate(@timestamp, '%Q') → ·",
        "formatDate(@timestamp, '%Y', 'Nowhere') → ·",
        "parseDate('2026-01-31', 'yyyy-MM-dd') → 1769817600000",
        "parseDate('31/Jan/2026 01:00', 'dd/MMM/yyyy HH:mm', 'Europe/Berlin') → 1769817600000",
        "parseDate('2026-01-31T01:00:00+01:00', \"yyyy-MM-dd'T'HH:mm:ssXXX\") → 1769817600000",
        "parseDate('no date', 'yyyy-MM-dd') → ·",
      })
  void ofTimes(String expression, String value) {
    assertThat(Answers.value(expression, EVENT)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "ispresent(dash) → 1",
        "ispresent(missing) → 0",
        "coalesce(missing, dash, n) → -",
        "if(n > 5, 'big', 'small') → big",
        "case(n > 9, 'a', n > 5, 'b', 'c') → b",
        "case(n > 9, 'a') → ·",
        "case(n > 9, 'a', 'else') → else",
        "jsonArraySize('[1, 2, 3]') → 3",
        "jsonArraySize('{}') → ·",
        "jsonArrayContains('[\"a\", \"b\"]', 'b') → 1",
        "jsonArrayContains('[\"a\", \"b\"]', 'B') → 0",
        "jsonArrayContains('no json', 'b') → 0",
        "jsonParse('{\"a\": 1.50}') → {\"a\":1.50}",
        "jsonParse('no json') → ·",
        "jsonStringify(jsonParse('{ \"a\": [true, null] }')) → {\"a\":[true,null]}",
        "toupper(jsonParse('{\"a\": 1}')) → ·",
      })
  void others(String expression, String value) {
    assertThat(Answers.value(expression, EVENT)).isEqualTo(value);
  }

  @Test
  void structuresAreWalked() {
    LogEvent event =
        Answers.message(0, "{\"user\": {\"id\": 7, \"x.y\": true}, \"list\": [{\"a\": 1}, \"b\"]}");
    String query =
        "fields jsonParse(@message) as m | display m.user.id, m.user.`x.y`, m.list[1], m.list.0.a,"
            + " m.none.more, user.id, list.1";
    assertThat(Answers.rows(query, event)).containsExactly("7|1|b|1|·|7|b");
  }
}

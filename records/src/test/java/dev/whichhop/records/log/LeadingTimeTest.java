package dev.whichhop.records.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadingTimeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-03-01T10:20:30.123456Z\tinfo | 2024-03-01T10:20:30.123456Z",
        "2024-03-01T10:20:30+08:00 x | 2024-03-01T02:20:30Z",
        "2024-03-01 10:20:30,045 ERROR x | 2024-03-01T10:20:30.045Z",
        "2024-03-01 10:20:30.045 -0500 x | 2024-03-01T15:20:30.045Z",
        "[2026-05-07 06:00:00 +0000] [1] [INFO] x | 2026-05-07T06:00:00Z",
        "2026/08/11 09:00:16 [error] x | 2026-08-11T09:00:16Z",
        "14/Jun/2018:08:40:07 +0200 x | 2018-06-14T06:40:07Z",
        "[14/Jun/2018 08:40:53] x | 2018-06-14T08:40:53Z",
        "01 Mar 2024 10:20:30,5 x | 2024-03-01T10:20:30.5Z",
        "Mon Jul 27 10:52:10 UTC 2020 | 2020-07-27T10:52:10Z",
        "Mon Jul 27 10:52:10 CET 2020 | 2020-07-27T09:52:10Z",
        "Mon Jul 27 10:52:10 2020 | 2020-07-27T10:52:10Z",
        "Thu, 14 Jun 2018 09:31:52 GMT | 2018-06-14T09:31:52Z",
        "May  4 13:25:01 host x | 2022-05-04T13:25:01Z",
        "Jan 02, 2024 1:10:10 PM | 2024-01-02T13:10:10Z",
        "03-26 06:00:00 x | 2022-03-26T06:00:00Z",
        "24/07/29 21:24:46 INFO x | 2024-07-29T21:24:46Z",
        "180706 05:44:06 x | 2018-07-06T05:44:06Z",
        "20240301T102030Z x | 2024-03-01T10:20:30Z",
        "1578332411.25 x | 2020-01-06T17:40:11.25Z",
        "1578332411250 x | 2020-01-06T17:40:11.250Z",
        "10:20:02 200 | 1970-01-01T10:20:02Z",
      })
  void readsTheNotationsOfPrograms(String text, String expected) {
    LeadingTime time = LeadingTime.of(text, 0, 2022);

    assertThat(time).isNotNull();
    assertThat(time.time()).isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 0.0021",
        "2024-13-01T10:20:30Z",
        "2023-02-29T10:20:30Z",
        "10.20.30.40 x",
        "12",
        "'' ",
        "Mon",
        "9999999999999999999 x",
        "[2024",
        "2024-03-01",
        "07/29/24 21:24:46",
        "25:61:00",
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(LeadingTime.of(text == null ? "" : text, 0, 2022)).isNull();
  }

  @Test
  void endsBehindTheBracket() {
    LeadingTime time = LeadingTime.of("[2020-02-17T14:00:00.454Z][debug]", 0, 1970);

    assertThat(time).isNotNull();
    assertThat(time.end()).isEqualTo(26);
  }
}

package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code flows lint} as its user sees it. */
class QueryLintTest {
  @Test
  void tellsPlaceReasonAndBetterQuery() {
    Run run =
        Run.of("flows", "lint", "fields srcAddr\n| filter srcAddr like '10.0.0.0/16' | limit 1");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("2:10 error [cidr-with-like]\n  srcAddr like '10.0.0.0/16'\n")
        .contains("no address contains 10.0.0.0/16")
        .contains("    isIpv4InSubnet(srcAddr, \"10.0.0.0/16\")");
  }

  @Test
  void aGoodQueryIsNothingToTell() {
    Run run = Run.of("flows", "lint", "filter dstPort = 443 | limit 5");
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEmpty();
  }

  @Test
  void noQueryIsWrongUsage() {
    Run run = Run.of("flows", "lint", "feilds a");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("line 1, column 1").contains("did you mean fields?");
  }

  @Test
  void knowsTheFieldsAndBothLanguages() {
    Run run =
        Run.of(
            "flows",
            "lint",
            "--fields",
            "srcAddr,bytes",
            "--lang",
            "zh",
            "-o",
            "json",
            "stats sum(bytes) by srcaddr");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("\"rule\":\"unknown-field\"")
        .contains("\"better\":\"srcAddr\"")
        .contains("CloudWatch 在这些事件中发现不了字段 srcaddr");
  }

  @Test
  void hostileTextReachesNoTerminal() {
    Run run = Run.of("flows", "lint", "filter a like '\u001b[31m<x>' = 1 \u001b[2J");
    assertThat(run.out() + run.err()).doesNotContain("\u001b");
  }
}

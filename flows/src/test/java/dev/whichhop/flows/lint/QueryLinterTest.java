package dev.whichhop.flows.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.SampleQueries;
import dev.whichhop.flows.language.SampleQueries.Sample;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryLinterTest {
  private static final EventFields FIELDS =
      EventFields.of(List.of("srcAddr", "dstAddr", "dstPort", "action", "bytes"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "filter srcAddr like '10.0.0.0/16' → cidr-with-like → isIpv4InSubnet(srcAddr,"
            + " \"10.0.0.0/16\")",
        "filter srcAddr not like /10\\.0\\.0\\.0\\/16/ → cidr-with-like → not"
            + " isIpv4InSubnet(srcAddr, \"10.0.0.0/16\")",
        "filter srcAddr like '2001:db8::/32' → cidr-with-like → isIpv6InSubnet(srcAddr,"
            + " \"2001:db8::/32\")",
        "filter srcAddr like '10.0.' → address-part-with-like → isIpv4InSubnet(srcAddr,"
            + " \"10.0.0.0/16\")",
        "filter srcAddr like /192.168.1/ → address-part-with-like → isIpv4InSubnet(srcAddr,"
            + " \"192.168.1.0/24\")",
        "filter srcAddr like /<VPC_A_CIDR>/ → placeholder → ",
        "filter tcpFlags = 2 → tcp-flags-compared → floor(tcpFlags / 2) % 2 = 1",
        "filter `tcp-flags` != 4 → tcp-flags-compared → floor(`tcp-flags` / 4) % 2 = 0",
        "filter tcpFlags = 18 → tcp-flags-compared → floor(tcpFlags / 16) % 2 = 1",
        "filter protocol = 'TCP' → protocol-by-name → protocol = 6",
        "filter action = 'reject' → value-in-other-case → action = \"REJECT\"",
        "filter dstPort like '80' → port-with-like → dstPort = 80",
        "filter srcAddr = '10.0.0.1' and dstPort = 443 | stats count(*) as requestCount →"
            + " records-called-requests → count(*) as records",
        "stats countDistinct(srcAddr) by dstAddr → status-rows-counted → filter logStatus = \"OK\"",
        "fields a | limit 100 | filter a = 1 → limit-too-early → ",
        "stats count(*) as n by a | filter b = 1 → lost-field-after-stats → filter b = 1\\n| stats"
            + " count(*) as n by a",
        "stats count(*) as n by a | sort n | limit 5 | filter @message like /x/ →"
            + " lost-field-after-stats → filter @message like /x/\\n| stats count(*) as n by a\\n|"
            + " sort n\\n| limit 5",
        "filter toMillis(@timestamp) > now() * 1000 - 1 | limit 1 → time-range-in-query → ",
        "stats count(*) by bin(300s) → period-capped → 5m",
        "stats count(*) by bin(90m) → period-capped → ",
        "filter a = null | limit 1 → compared-with-null → not ispresent(a)",
        "filter a = NULL | limit 1 → compared-with-null → not ispresent(a)",
        "filter a like '%pdf%' → wildcard-in-like → a like \"pdf\"",
        "filter a not like 'arn:*' → wildcard-in-like → not startsWith(a, \"arn:\")",
        "filter a like '%.com' → wildcard-in-like → endsWith(a, \".com\")",
        "filter a like 'x' or 'y' → text-as-condition → a like \"y\"",
        "filter a = 'x' or 'y' or 'z' → text-as-condition → a = \"y\"",
        "filter 'ERROR' → text-as-condition → @message like \"ERROR\"",
        "stats count(level = 'ERROR') as errors → condition-counted → sum(if(level = \"ERROR\", 1,"
            + " 0))",
        "stats count(ispresent(a)) → condition-counted → sum(if(ispresent(a), 1, 0))",
        "filter @timestamp >= '2025-10-19 14:30:00' → order-of-text → ",
        "filter level = ERROR → word-without-quotes → level = \"ERROR\"",
        "fields a → missing-limit → | limit 100",
      })
  void finds(String query, String rule, String better) {
    List<QueryFinding> findings = QueryLinter.lint(query, EventFields.unknown());
    assertThat(findings).extracting(QueryFinding::rule).contains(rule);
    QueryFinding finding =
        findings.stream().filter(one -> one.rule().equals(rule)).findFirst().orElseThrow();
    assertThat(finding.better()).isEqualTo(better == null ? null : better.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "fields srcaddr | limit 1 → srcAddr",
        "fields dstPrt | limit 1 → dstPort",
        "fields tcpFlags | limit 1 → ",
      })
  void findsNamesThatTheFormatDoesNotHave(String query, String better) {
    assertThat(QueryLinter.lint(query, FIELDS))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("unknown-field");
          assertThat(finding.better()).isEqualTo(better);
        });
  }

  /** The near misses of every rule. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "filter isIpv4InSubnet(srcAddr, '10.0.0.0/16') and srcAddr != '-' | limit 1",
        "filter srcAddr like /^10\\.0\\./ | limit 1",
        "filter message like '1.2' and path like '/10/' | limit 1",
        "filter floor(tcpFlags / 2) % 2 = 1 and tcpFlags > 0 | limit 1",
        "filter protocol = 6 and action = 'REJECT' and dstPort = 80 | limit 1",
        "filter srcAddr = '10.0.0.1' and dstPort = 1 | stats count(*) as records",
        "stats count(*) as requestCount by path",
        "filter logStatus = 'OK' | stats countDistinct(srcAddr) by dstAddr",
        "filter b = 1 | stats count(*) as n by a | filter n > 1 | sort n | limit 5",
        "stats count(*) by bin(5m) | filter `count(*)` > 1 and count(*) < 9",
        "stats max(a.b) as m by c.d | filter c.d = 1",
        "stats count(*) as n by a | parse a 'x*' as b | sort b | filter b = 1 | limit 5",
        "filter not ispresent(a) | fields a as b, b | limit 5",
        "filter a like '100%' or a like 'x' and b > '5' | stats count(a)",
        "fields a as OK | filter b = OK or b = c | limit 5",
        "estimate",
      })
  void staysSilent(String query) {
    assertThat(QueryLinter.lint(query, EventFields.unknown())).as(query).isEmpty();
  }

  @Test
  void theSeedsQueriesAreFoundWanting() throws IOException {
    assumeTrue(SampleQueries.present(), "SKIPPED: no collected queries beside the project");
    TreeSet<String> found = new TreeSet<>();
    for (Sample sample : SampleQueries.all()) {
      if (sample.tag().startsWith("seed-vpc-defective")) {
        QueryLinter.lint(sample.query(), EventFields.unknown())
            .forEach(finding -> found.add(finding.rule()));
      }
    }
    assertThat(found).contains("placeholder", "records-called-requests");
  }

  /** A better query in full is a query. */
  @Test
  void whatIsMovedCanBeRead() throws IOException {
    assumeTrue(SampleQueries.present(), "SKIPPED: no collected queries beside the project");
    int moved = 0;
    for (Sample sample : SampleQueries.all()) {
      for (QueryFinding finding : findings(sample)) {
        if (finding.rule().equals("lost-field-after-stats")) {
          assertThat(QueryLinter.lint(String.valueOf(finding.better()), EventFields.unknown()))
              .extracting(QueryFinding::rule)
              .as(finding.better())
              .doesNotContain("lost-field-after-stats");
          moved++;
        }
      }
    }
    assertThat(moved).isGreaterThanOrEqualTo(9);
  }

  private static List<QueryFinding> findings(Sample sample) {
    try {
      return QueryLinter.lint(sample.query(), EventFields.unknown());
    } catch (QueryError error) {
      return List.of();
    }
  }
}

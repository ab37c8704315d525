package dev.whichhop.flows.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whichhop.flows.engine.LookupTable;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.QueryParser;
import dev.whichhop.flows.language.SampleQueries;
import dev.whichhop.flows.language.SampleQueries.Sample;
import dev.whichhop.flows.language.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The collected queries run, or are refused for a reason that lies in them. */
class SamplesRunTest {
  private static final List<LogEvent> EVENTS =
      List.of(
          Answers.event(
              0, "srcAddr=10.0.0.1", "dstAddr=10.0.1.2", "dstPort=443", "bytes=-", "action=ACCEPT"),
          Answers.message(1, "{\"status\": 500, \"accounts\": [{\"type\": \"internal\"}]}"),
          Answers.message(2, "REPORT user=John, method:query, latency := 29"));

  /** Beginnings of the reasons for which a query that is one may still be refused. */
  private static final List<String> REASONS =
      List.of(
          "pattern cannot be answered from files",
          "logcompare cannot be answered from files",
          "relevantfields cannot be answered from files",
          "unmask cannot be answered from files",
          "Unknown symbols found in or after stats",
          "bin needs @timestamp, which stats does not keep",
          "the parameter {{",
          "there is no saved query");

  @Test
  void everyOtherQueryRuns() throws IOException {
    assumeTrue(SampleQueries.present(), "SKIPPED: no collected queries beside the project");
    List<String> wrong = new ArrayList<>();
    int ran = 0;
    for (Sample sample : SampleQueries.all()) {
      if (!isQuery(sample.query())) {
        continue;
      }
      try {
        Answers.run(sample.query(), new Everything());
        ran++;
      } catch (QueryError error) {
        if (REASONS.stream().noneMatch(error.problem()::startsWith)) {
          wrong.add(sample + "\n" + error.render(sample.query()));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(ran).isGreaterThanOrEqualTo(170);
  }

  private static boolean isQuery(String text) {
    try {
      QueryParser.parse(text);
      return true;
    } catch (QueryError error) {
      return false;
    }
  }

  private static final class Everything implements Sources {
    @Override
    public Iterable<LogEvent> events() {
      return EVENTS;
    }

    @Override
    public Optional<Iterable<LogEvent>> events(Source source) {
      return Optional.of(EVENTS);
    }

    @Override
    public Optional<LookupTable> table(String name) {
      List<String> columns =
          List.of(
              "cidr",
              "id",
              "user_id",
              "ip_address",
              "name",
              "username",
              "email",
              "department",
              "region",
              "owner",
              "datacenter",
              "hostname");
      List<String> row =
          List.of("10.0.0.0/8", "1", "1", "10.0.0.1", "n", "n", "e", "d", "r", "o", "c", "h");
      return Optional.of(new LookupTable(columns, List.of(row)));
    }
  }
}

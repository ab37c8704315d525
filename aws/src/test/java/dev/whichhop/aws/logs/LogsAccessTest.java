package dev.whichhop.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsProblem;
import dev.whichhop.aws.StubAws;
import dev.whichhop.aws.StubAws.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as the API reference of CloudWatch Logs writes them. */
final class LogsAccessTest {
  private static final LogsQuestion QUESTION = question("/vpc/flows");

  private static final String COMPLETE =
      """
      {"status": "Complete",
       "statistics": {"bytesScanned": 2048.0, "recordsMatched": 2.0, "recordsScanned": 7.0},
       "results": [[{"field": "srcAddr", "value": "10.0.0.1"}, {"field": "@ptr", "value": "x"}],
                   [{"field": "srcAddr", "value": "-"}]]}
      """;

  private static LogsQuestion question(String... groups) {
    return new LogsQuestion(
        List.of(groups),
        "fields srcAddr # all",
        Instant.ofEpochSecond(1000),
        Instant.ofEpochSecond(2000));
  }

  private static Answer started() {
    return Answer.json(200, "{\"queryId\": \"q-1\"}");
  }

  private static boolean starts(StubAws.Request request) {
    return request.target().endsWith(".StartQuery");
  }

  private static long count(StubAws aws, String operation) {
    return aws.requests().stream().filter(one -> one.target().endsWith("." + operation)).count();
  }

  private static LogsAccess access(StubAws aws, BooleanSupplier stopped) throws AwsException {
    return new LogsAccess(aws.settings(), stopped, _ -> {});
  }

  private static AwsException failure(StubAws aws) throws Exception {
    try (LogsAccess logs = access(aws, () -> false)) {
      logs.run(QUESTION);
    } catch (AwsException failed) {
      return failed;
    }
    throw new AssertionError("it was answered");
  }

  @Test
  void waitsUntilTheQueryIsComplete() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (StubAws aws =
            new StubAws(request ->
                starts(request)
                    ? started()
                    : Answer.json(
                        200,
                        switch (asked.getAndIncrement()) {
                          case 0 -> "{\"status\": \"Scheduled\", \"results\": []}";
                          case 1 -> "{\"status\": \"Running\", \"results\": []}";
                          default -> COMPLETE;
                        }));
        LogsAccess logs = access(aws, () -> false)) {
      LogsAnswer answer = logs.run(QUESTION);

      assertThat(answer.rows())
          .containsExactly(Map.of("srcAddr", "10.0.0.1"), Map.of("srcAddr", "-"));
      assertThat(answer.recordsMatched()).isEqualTo(2);
      assertThat(answer.recordsScanned()).isEqualTo(7);
      assertThat(answer.bytesScanned()).isEqualTo(2048);
      assertThat(count(aws, "GetQueryResults")).isEqualTo(3);
      assertThat(count(aws, "StopQuery")).isZero();
      assertThat(aws.requests().getFirst().body())
          .contains("\"logGroupNames\":[\"/vpc/flows\"]", "\"startTime\":1000", "\"endTime\":2000");
    }
  }

  @Test
  void groupsOfOtherAccountsAreNamedByArn() throws Exception {
    try (StubAws aws =
            new StubAws(request -> starts(request) ? started() : Answer.json(200, COMPLETE));
        LogsAccess logs = access(aws, () -> false)) {
      logs.run(question("arn:aws:logs:eu-west-1:210987654321:log-group:/vpc/flows:*", "/own"));

      assertThat(aws.requests().getFirst().body())
          .contains(
              "\"logGroupIdentifiers\":[\"arn:aws:logs:eu-west-1:210987654321:log-group:/vpc/flows\","
                  + "\"/own\"]")
          .doesNotContain("logGroupNames");
    }
  }

  @ParameterizedTest
  @CsvSource({"Failed", "Cancelled", "Timeout", "Unknown", "SomethingNew"})
  void aQueryThatIsNotCompleteIsNoAnswer(String status) throws Exception {
    try (StubAws aws =
        new StubAws(request ->
            starts(request)
                ? started()
                : Answer.json(200, "{\"status\": \"" + status + "\", \"results\": []}"))) {
      AwsException failed = failure(aws);
      assertThat(failed.problem()).isEqualTo(AwsProblem.QUERY_ENDED);
      assertThat(failed.values()).containsEntry("said", status);
      assertThat(count(aws, "StopQuery")).isZero();
    }
  }

  @Test
  void anInterruptionStopsTheQuery() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    try (StubAws aws =
            new StubAws(request ->
                starts(request)
                    ? started()
                    : Answer.json(200, "{\"status\": \"Running\", \"results\": []}"));
        LogsAccess logs = access(aws, () -> looks.getAndIncrement() > 20)) {
      assertThatThrownBy(() -> logs.run(QUESTION))
          .isInstanceOfSatisfying(
              AwsException.class,
              failed -> assertThat(failed.problem()).isEqualTo(AwsProblem.QUERY_STOPPED));
      assertThat(aws.requests().getLast().target()).endsWith(".StopQuery");
      assertThat(aws.requests().getLast().body()).contains("\"queryId\":\"q-1\"");
    }
  }

  @Test
  void aQueryWhoseAnswerIsRefusedIsStopped() throws Exception {
    try (StubAws aws =
        new StubAws(request ->
            starts(request)
                ? started()
                : Answer.json(
                    400, "{\"__type\": \"ExpiredTokenException\", \"message\": \"no\"}"))) {
      AwsException failed = failure(aws);
      assertThat(failed.problem()).isEqualTo(AwsProblem.EXPIRED);
      assertThat(count(aws, "StopQuery")).isEqualTo(1);
    }
  }

  @Test
  void aThrottledAnswerIsAskedForAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (StubAws aws =
            new StubAws(request ->
                starts(request)
                    ? started()
                    : asked.getAndIncrement() < 5
                        ? Answer.json(400, "{\"__type\": \"ThrottlingException\"}")
                        : Answer.json(200, COMPLETE));
        LogsAccess logs = access(aws, () -> false)) {
      assertThat(logs.run(QUESTION).rows()).hasSize(2);
      assertThat(asked.get()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MalformedQueryException, WRONG_QUERY",
    "ResourceNotFoundException, NO_LOG_GROUP",
    "LimitExceededException, THROTTLED",
    "AccessDeniedException, DENIED",
    "UnrecognizedClientException, WRONG_CREDENTIALS",
    "InvalidParameterException, OTHER",
  })
  void whatIsRefusedHasAName(String type, AwsProblem problem) throws Exception {
    try (StubAws aws =
        new StubAws(
            _ -> Answer.json(400, "{\"__type\": \"" + type + "\", \"message\": \"because\"}"))) {
      AwsException failed = failure(aws);
      assertThat(failed.problem()).isEqualTo(problem);
      assertThat(failed.values())
          .containsEntry("action", "logs:StartQuery")
          .containsEntry("resource", "/vpc/flows")
          .containsEntry("said", type + ": because");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[{\"field\": \"bytesScanned\", \"value\": \"123456\"}]] | 123456",
        "[[{\"field\": \"n\", \"value\": \"1.5E9\"}, {\"field\": \"@ptr\", \"value\": \"x\"}]] | 1500000000",
        "[[{\"field\": \"n\", \"value\": \"many\"}]] | -1",
        "[[{\"field\": \"a\", \"value\": \"1\"}, {\"field\": \"b\", \"value\": \"2\"}]] | -1",
        "[] | -1",
      })
  void theEstimateIsANumberOrNone(String results, long bytes) throws Exception {
    try (StubAws aws =
            new StubAws(request ->
                starts(request)
                    ? started()
                    : Answer.json(
                        200, "{\"status\": \"Complete\", \"results\": " + results + "}"));
        LogsAccess logs = access(aws, () -> false)) {
      assertThat(logs.estimate(QUESTION))
          .isEqualTo(bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes));
      assertThat(aws.requests().getFirst().body()).contains("fields srcAddr # all\\n| estimate");
    }
  }
}

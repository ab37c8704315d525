package dev.whichhop.aws.logs;

import dev.whichhop.aws.AwsCall;
import dev.whichhop.aws.AwsClients;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsProblem;
import dev.whichhop.aws.AwsSettings;
import dev.whichhop.aws.Permission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatistics;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryRequest;

/** Runs queries in CloudWatch. A query that is not waited for to its end is stopped. */
public final class LogsAccess implements AutoCloseable {
  /** GetQueryResults is answered ten times a second for an account ("CloudWatch Logs quotas"). */
  private static final long FIRST_PAUSE_MILLIS = 200;

  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long LOOK_MILLIS = 50;

  /** In a row, behind those that the SDK tries by itself. */
  private static final int MOST_THROTTLED = 10;

  private static final String POINTER = "@ptr";

  private final CloudWatchLogsClient client;
  private final AwsSettings settings;
  private final BooleanSupplier stopped;
  private final Pause pause;

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  /**
   * @param stopped asked while waiting; when it says true the query is stopped
   * @throws AwsException where the profile does not exist or no Region is known
   */
  public LogsAccess(AwsSettings settings, BooleanSupplier stopped, Pause pause)
      throws AwsException {
    this.client = AwsClients.logs(settings);
    this.settings = settings;
    this.stopped = stopped;
    this.pause = pause;
  }

  /** The Region that is asked. */
  public String region() {
    return client.serviceClientConfiguration().region().id();
  }

  /**
   * About how many bytes the query would read, by the command {@code estimate}, which is free
   * (CWL_QuerySyntax-Estimate). {@code storedBytes} of the log groups would be no upper limit: it
   * is of all times, and counts them compressed.
   *
   * @return nothing where the answer is no number
   */
  public OptionalLong estimate(LogsQuestion question) throws AwsException {
    List<Map<String, String>> rows = run(question.estimate()).rows();
    if (rows.size() != 1 || rows.getFirst().size() != 1) {
      return OptionalLong.empty();
    }
    try {
      double bytes = Double.parseDouble(rows.getFirst().values().iterator().next());
      return bytes >= 0 ? OptionalLong.of((long) bytes) : OptionalLong.empty();
    } catch (NumberFormatException otherwise) {
      return OptionalLong.empty();
    }
  }

  /**
   * Runs the query to its end.
   *
   * @throws AwsException where CloudWatch does not take it, it ends without being complete, or it
   *     was interrupted
   */
  public LogsAnswer run(LogsQuestion question) throws AwsException {
    String groups = String.join(", ", question.logGroups());
    String id =
        new AwsCall(Permission.START_QUERY, groups, settings.region())
            .answer(() -> client.startQuery(request(question)).queryId());
    AwsCall call = new AwsCall(Permission.GET_QUERY_RESULTS, groups, settings.region());
    boolean ended = false;
    try {
      GetQueryResultsResponse response = wait(id, call);
      ended = true;
      return answer(response, call);
    } finally {
      if (!ended) {
        stop(id, groups);
      }
    }
  }

  private static StartQueryRequest request(LogsQuestion question) {
    StartQueryRequest.Builder request =
        StartQueryRequest.builder()
            .queryString(question.text())
            .startTime(question.from().getEpochSecond())
            .endTime(question.to().getEpochSecond());
    if (question.logGroups().stream().anyMatch(one -> one.startsWith("arn:"))) {
      // An ARN may not end in the asterisk that stands for its streams (API_StartQuery).
      request.logGroupIdentifiers(
          question.logGroups().stream()
              .map(one -> one.endsWith(":*") ? one.substring(0, one.length() - 2) : one)
              .toList());
    } else if (!question.logGroups().isEmpty()) {
      request.logGroupNames(question.logGroups());
    }
    return request.build();
  }

  private GetQueryResultsResponse wait(String id, AwsCall call) throws AwsException {
    long between = FIRST_PAUSE_MILLIS;
    int throttled = 0;
    while (true) {
      pause(between, call);
      between = Math.min(LONGEST_PAUSE_MILLIS, between * 3 / 2);
      GetQueryResultsResponse response;
      try {
        response = call.answer(() -> client.getQueryResults(one -> one.queryId(id)));
        throttled = 0;
      } catch (AwsException refused) {
        throttled++;
        if (refused.problem() != AwsProblem.THROTTLED || throttled > MOST_THROTTLED) {
          throw refused;
        }
        continue;
      }
      switch (response.status()) {
        case SCHEDULED, RUNNING -> {
          continue;
        }
        case COMPLETE, FAILED, CANCELLED, TIMEOUT, UNKNOWN, UNKNOWN_TO_SDK_VERSION -> {
          return response;
        }
        case null -> throw call.exception(AwsProblem.OTHER, "an answer without a status", null);
      }
    }
  }

  private void pause(long millis, AwsCall call) throws AwsException {
    try {
      for (long waited = 0; waited < millis; waited += LOOK_MILLIS) {
        if (stopped.getAsBoolean()) {
          throw call.exception(AwsProblem.QUERY_STOPPED, "", null);
        }
        pause.millis(LOOK_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw call.exception(AwsProblem.QUERY_STOPPED, "", interrupted);
    }
  }

  /** Nobody waits for the query any more; where it cannot be stopped it ends by itself. */
  private void stop(String id, String groups) {
    try {
      new AwsCall(Permission.STOP_QUERY, groups, settings.region())
          .answer(() -> client.stopQuery(one -> one.queryId(id)));
    } catch (AwsException notStopped) {
      return; // what is told is why nobody waits for it
    }
  }

  private static LogsAnswer answer(GetQueryResultsResponse response, AwsCall call)
      throws AwsException {
    if (!"Complete".equals(response.statusAsString())) {
      throw call.exception(AwsProblem.QUERY_ENDED, response.statusAsString(), null);
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<ResultField> row : response.results()) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (ResultField field : row) {
        if (!POINTER.equals(field.field())) {
          fields.put(String.valueOf(field.field()), String.valueOf(field.value()));
        }
      }
      rows.add(fields);
    }
    QueryStatistics statistics = response.statistics();
    return new LogsAnswer(
        List.copyOf(rows),
        number(statistics == null ? null : statistics.recordsMatched()),
        number(statistics == null ? null : statistics.recordsScanned()),
        number(statistics == null ? null : statistics.bytesScanned()));
  }

  private static long number(@org.jspecify.annotations.Nullable Double value) {
    return value == null ? 0 : value.longValue();
  }

  @Override
  public void close() {
    client.close();
  }
}

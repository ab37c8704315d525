package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.CannotAnswer;
import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsProblem;
import dev.whichhop.aws.AwsSettings;
import dev.whichhop.aws.logs.LogsAccess;
import dev.whichhop.aws.logs.LogsAnswer;
import dev.whichhop.aws.logs.LogsQuestion;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.knowledge.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query that CloudWatch runs, in each Region apart: its language knows one only. What it will
 * read is estimated first, which is free, and said; more than the limit is read only with consent.
 */
final class CloudWatchQuery {
  static final String REGION = "@region";

  private static final Pattern BLANKS_OR_COMMENT = Pattern.compile("\\s+|#[^\\n]*\\n");
  private static final Pattern SOURCE = Pattern.compile("SOURCE\\b", Pattern.CASE_INSENSITIVE);
  private static final int REGION_OF_ARN = 3;

  private final AwsOptions aws;
  private final CloudWatchOptions options;
  private final Messages messages;

  /** An answer with what is to be said of it. */
  record Answer(Result result, List<String> said) {}

  /** One Region and what is asked there. */
  private record Part(AwsSettings settings, LogsQuestion question) {}

  CloudWatchQuery(AwsOptions aws, CloudWatchOptions options, Messages messages) {
    this.aws = aws;
    this.options = options;
    this.messages = messages;
  }

  /**
   * @throws CannotAnswer where the question is not one, AWS refuses, or it would cost too much
   */
  Answer answer(String text, Interval interval, Instant now) {
    try {
      List<Part> parts = parts(text, interval, now);
      agree(parts);
      List<String> said = new ArrayList<>();
      Map<String, LogsAnswer> answers = new LinkedHashMap<>();
      for (Part part : parts) {
        try (LogsAccess logs = access(part.settings())) {
          LogsAnswer answer = logs.run(part.question());
          answers.put(logs.region(), answer);
          said.addAll(said(logs.region(), answer));
        }
      }
      if (answers.size() > 1) {
        said.add(messages.text("aws.logs.regions"));
      }
      return new Answer(result(answers), said);
    } catch (AwsException refused) {
      throw AwsRefusal.of(refused, messages);
    } finally {
      aws.interruption().done();
    }
  }

  private LogsAccess access(AwsSettings settings) throws AwsException {
    return new LogsAccess(settings, aws.interruption()::requested, Thread::sleep);
  }

  /** Whether {@code SOURCE} is the first word behind blanks and comments. */
  private static boolean beginsWithSource(String text) {
    Matcher skipped = BLANKS_OR_COMMENT.matcher(text);
    int from = 0;
    while (skipped.region(from, text.length()).lookingAt()) {
      from = skipped.end();
    }
    return SOURCE.matcher(text).region(from, text.length()).lookingAt();
  }

  private List<Part> parts(String text, Interval interval, Instant now) throws AwsException {
    Instant from = interval.from();
    if (from == null) {
      throw usage("aws.logs.no-start", Map.of());
    }
    if (text.length() > LogsQuestion.LONGEST_TEXT) {
      throw usage(
          "aws.logs.too-long",
          Map.of("length", "" + text.length(), "most", "" + LogsQuestion.LONGEST_TEXT));
    }
    if (options.groups().isEmpty() && !beginsWithSource(text)) {
      throw usage("aws.logs.no-group", Map.of());
    }
    Instant to = interval.to() == null ? now : interval.to();
    List<Part> parts = new ArrayList<>();
    groupsByRegion()
        .forEach((settings, groups) -> {
          if (groups.size() > LogsQuestion.MOST_LOG_GROUPS) {
            throw usage(
                "aws.logs.too-many",
                Map.of("groups", "" + groups.size(), "most", "" + LogsQuestion.MOST_LOG_GROUPS));
          }
          parts.add(new Part(settings, new LogsQuestion(groups, text, from, to)));
        });
    return parts;
  }

  /** Names are asked for in every Region that is named; an ARN says by itself where it belongs. */
  private Map<AwsSettings, List<String>> groupsByRegion() throws AwsException {
    Map<AwsSettings, List<String>> groups = new LinkedHashMap<>();
    List<String> names = options.groups().stream().filter(one -> !isArn(one)).toList();
    if (!names.isEmpty() || options.groups().isEmpty()) {
      for (AwsSettings one : aws.everyRegion()) {
        groups.put(withRegion(one), new ArrayList<>(names));
      }
    }
    for (String arn : options.groups()) {
      if (isArn(arn)) {
        AwsSettings there = aws.settings().in(arn.split(":", -1)[REGION_OF_ARN]);
        groups.computeIfAbsent(there, _ -> new ArrayList<>()).add(arn);
      }
    }
    return groups;
  }

  /** With the Region that the environment names, so that an ARN of the same one goes with it. */
  private AwsSettings withRegion(AwsSettings settings) throws AwsException {
    if (settings.region() != null) {
      return settings;
    }
    try (LogsAccess logs = access(settings)) {
      return settings.in(logs.region());
    }
  }

  private static boolean isArn(String group) {
    return group.startsWith("arn:") && group.split(":", -1).length > REGION_OF_ARN + 1;
  }

  /** Says what will be read and what it costs, and refuses what nobody agreed to. */
  private void agree(List<Part> parts) throws AwsException {
    long bytes = 0;
    boolean known = true;
    for (Part part : parts) {
      try (LogsAccess logs = access(part.settings())) {
        OptionalLong estimate = estimate(logs, part.question());
        known &= estimate.isPresent();
        bytes += estimate.orElse(0);
        Map<String, String> values =
            Map.of(
                "region", logs.region(),
                "groups", String.join(", ", part.question().logGroups()),
                "bytes", ByteText.of(estimate.orElse(0)),
                "cost", cost(logs.region(), estimate.orElse(0)));
        say(estimate.isPresent() ? "aws.logs.estimate" : "aws.logs.no-estimate", values);
      }
    }
    if (aws.yes()) {
      return;
    }
    if (!known) {
      throw usage("aws.logs.unknown-cost", Map.of());
    }
    if (bytes > options.limit()) {
      throw usage(
          "aws.logs.too-much",
          Map.of("bytes", ByteText.of(bytes), "limit", ByteText.of(options.limit())));
    }
  }

  /**
   * A query that is wrong is wrong without estimate too, and then it is told what is wrong. Who
   * agreed to any cost can run a query also where CloudWatch does not know the command.
   */
  private OptionalLong estimate(LogsAccess logs, LogsQuestion question) throws AwsException {
    try {
      return logs.estimate(question);
    } catch (AwsException refused) {
      if (refused.problem() == AwsProblem.QUERY_ENDED
          || refused.problem() == AwsProblem.WRONG_QUERY && aws.yes()) {
        return OptionalLong.empty();
      }
      throw refused;
    }
  }

  private String cost(String region, long bytes) {
    double price =
        options.price() == null ? LogsPrice.of(region).orElse(Double.NaN) : options.price();
    return Double.isNaN(price)
        ? messages.text("aws.logs.price-unknown", Map.of("region", region))
        : messages.text(
            "aws.logs.price",
            Map.of(
                "cost",
                String.format(Locale.ROOT, "%.4f", bytes / LogsPrice.GB * price),
                "price",
                "" + price));
  }

  private List<String> said(String region, LogsAnswer answer) {
    List<String> said = new ArrayList<>();
    said.add(
        messages.text(
            "aws.logs.scanned",
            Map.of(
                "region", region,
                "bytes", ByteText.of(answer.bytesScanned()),
                "cost", cost(region, answer.bytesScanned()))));
    if (answer.rows().size() >= LogsAnswer.MOST_ROWS) {
      said.add(messages.text("aws.logs.most-rows", Map.of("rows", "" + answer.rows().size())));
    }
    return said;
  }

  private static Result result(Map<String, LogsAnswer> answers) {
    boolean several = answers.size() > 1;
    Set<String> columns = new LinkedHashSet<>();
    if (several) {
      columns.add(REGION);
    }
    answers.values().forEach(one -> one.rows().forEach(row -> columns.addAll(row.keySet())));
    List<List<@Nullable String>> rows = new ArrayList<>();
    long matched = 0;
    long scanned = 0;
    for (Map.Entry<String, LogsAnswer> answer : answers.entrySet()) {
      for (Map<String, String> row : answer.getValue().rows()) {
        List<@Nullable String> cells = new ArrayList<>();
        for (String column : columns) {
          cells.add(several && column.equals(REGION) ? answer.getKey() : row.get(column));
        }
        rows.add(cells);
      }
      matched += answer.getValue().recordsMatched();
      scanned += answer.getValue().recordsScanned();
    }
    return new Result(List.copyOf(columns), rows, matched, scanned, Set.of());
  }

  private CannotAnswer usage(String key, Map<String, String> values) {
    return new CannotAnswer(messages.text(key, values), ExitStatus.USAGE);
  }

  private void say(String key, Map<String, String> values) {
    aws.err().println("whichhop: " + SafeText.text(messages.text(key, values)));
    aws.err().flush();
  }
}

package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.Span;

/**
 * Commands whose answer cannot be true outside of CloudWatch: refused, each with its reason, rather
 * than answered by something that looks alike.
 */
final class Refusals {
  private static final String IN_CLOUDWATCH = "run this query in CloudWatch";

  private Refusals() {}

  static QueryError pattern(Span span) {
    return refused(
        "pattern",
        "CloudWatch finds patterns with a model of its own",
        IN_CLOUDWATCH + ", or group by what parse extracts",
        span);
  }

  static QueryError anomaly(Span span) {
    return refused(
        "anomaly", "it compares with a model that CloudWatch has learnt", IN_CLOUDWATCH, span);
  }

  static QueryError diff(Span span) {
    return refused(
        "diff",
        "it compares the patterns of two time ranges, which CloudWatch finds",
        IN_CLOUDWATCH + ", or run stats over both time ranges and compare",
        span);
  }

  static QueryError logCompare(Span span) {
    return refused(
        "logcompare",
        "it compares the patterns of two time ranges, which CloudWatch finds",
        IN_CLOUDWATCH + ", or run stats over both time ranges and compare",
        span);
  }

  static QueryError relevantFields(Span span) {
    return refused(
        "relevantfields",
        "how CloudWatch weighs the fields is not documented",
        IN_CLOUDWATCH + ", or compare stats count(*) by a field with and without the condition",
        span);
  }

  static QueryError unmask(Span span) {
    return refused(
        "unmask",
        "what CloudWatch masked is not in the file",
        IN_CLOUDWATCH + " with the permission logs:Unmask",
        span);
  }

  private static QueryError refused(String command, String reason, String advice, Span span) {
    return new QueryError(command + " cannot be answered from files: " + reason, advice, span);
  }
}

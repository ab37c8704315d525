package dev.whichhop.flows.alarm;

import dev.whichhop.flows.shell.ShellWord;

/** A plan or a dashboard as commands of the AWS CLI for a POSIX shell. */
public final class AwsCli {
  private AwsCli() {}

  /** Commands that make the topic, filters and alarms. */
  public static String of(AlarmPlan plan) {
    StringBuilder text = new StringBuilder();
    String topic = ShellWord.of(plan.topicArn());
    if (plan.topicArn().isEmpty()) {
      text.append("topic=$(aws sns create-topic --name ")
          .append(plan.name())
          .append(" --query TopicArn --output text)\n");
      topic = "\"$topic\"";
      if (!plan.email().isEmpty()) {
        text.append("aws sns subscribe --topic-arn \"$topic\" --protocol email")
            .append(" --notification-endpoint ")
            .append(ShellWord.of(plan.email()))
            .append('\n');
      }
    }
    for (FlowAlarm alarm : plan.alarms()) {
      FlowAlarm.Kind kind = alarm.kind();
      text.append(
          command(
              "aws logs put-metric-filter",
              "--log-group-name " + ShellWord.of(plan.logGroup()),
              "--filter-name " + plan.name(alarm),
              "--filter-pattern " + ShellWord.of(alarm.pattern()),
              "--metric-transformations metricName="
                  + kind.metric()
                  + ",metricNamespace="
                  + plan.namespace()
                  + ",metricValue=1,unit=Count"));
      text.append(
          command(
              "aws cloudwatch put-metric-alarm",
              "--alarm-name " + plan.name(alarm),
              "--alarm-description " + ShellWord.of(kind.description()),
              "--namespace " + plan.namespace() + " --metric-name " + kind.metric(),
              "--statistic Sum --period " + kind.periodSeconds(),
              "--evaluation-periods "
                  + kind.periods()
                  + " --datapoints-to-alarm "
                  + kind.periodsNeeded(),
              "--threshold " + alarm.threshold() + " --comparison-operator " + kind.comparison(),
              "--treat-missing-data " + kind.missingData(),
              "--alarm-actions " + topic));
    }
    return text.toString();
  }

  /** The command that makes the dashboard, or replaces one of its name. */
  public static String of(FlowDashboard dashboard) {
    return command(
        "aws cloudwatch put-dashboard",
        "--dashboard-name " + dashboard.name(),
        "--dashboard-body " + ShellWord.of(dashboard.body()));
  }

  private static String command(String... parts) {
    return String.join(" \\\n  ", parts) + "\n";
  }
}

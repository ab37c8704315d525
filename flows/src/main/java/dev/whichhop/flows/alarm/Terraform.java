package dev.whichhop.flows.alarm;

import java.util.LinkedHashMap;
import java.util.Map;

/** A plan or a dashboard for Terraform's AWS provider. */
public final class Terraform {
  private final StringBuilder text = new StringBuilder();

  private Terraform() {}

  /** The resources of the filters, alarms and topic. */
  public static String of(AlarmPlan plan) {
    Terraform terraform = new Terraform();
    String topic = string(plan.topicArn());
    if (plan.topicArn().isEmpty()) {
      topic = "aws_sns_topic.flow_logs.arn";
      terraform.resource("aws_sns_topic", "flow_logs", attributes("name", string(plan.name())));
      if (!plan.email().isEmpty()) {
        terraform.resource(
            "aws_sns_topic_subscription",
            "flow_logs",
            attributes(
                "topic_arn", topic,
                "protocol", string("email"),
                "endpoint", string(plan.email())));
      }
    }
    for (FlowAlarm alarm : plan.alarms()) {
      terraform.filter(plan, alarm);
      terraform.alarm(plan, alarm, topic);
    }
    return terraform.text.toString();
  }

  /** The resource of a dashboard. */
  public static String of(FlowDashboard dashboard) {
    Terraform terraform = new Terraform();
    terraform.resource(
        "aws_cloudwatch_dashboard",
        "flow_logs",
        attributes(
            "dashboard_name", string(dashboard.name()),
            "dashboard_body", string(dashboard.body())));
    return terraform.text.toString();
  }

  private void filter(AlarmPlan plan, FlowAlarm alarm) {
    String transformation =
        block(
            attributes(
                "namespace", string(plan.namespace()),
                "name", string(alarm.kind().metric()),
                "value", string("1"),
                "unit", string("Count")),
            "    ");
    resource(
        "aws_cloudwatch_log_metric_filter",
        alarm.kind().word(),
        attributes(
            "name", string(plan.name(alarm)),
            "log_group_name", string(plan.logGroup()),
            "pattern", string(alarm.pattern())),
        "\n  metric_transformation {\n" + transformation + "  }\n");
  }

  private void alarm(AlarmPlan plan, FlowAlarm alarm, String topic) {
    FlowAlarm.Kind kind = alarm.kind();
    resource(
        "aws_cloudwatch_metric_alarm",
        kind.word(),
        attributes(
            "alarm_name", string(plan.name(alarm)),
            "alarm_description", string(kind.description()),
            "namespace", string(plan.namespace()),
            "metric_name", string(kind.metric()),
            "statistic", string("Sum"),
            "period", "" + kind.periodSeconds(),
            "evaluation_periods", "" + kind.periods(),
            "datapoints_to_alarm", "" + kind.periodsNeeded(),
            "threshold", "" + alarm.threshold(),
            "comparison_operator", string(kind.comparison()),
            "treat_missing_data", string(kind.missingData()),
            "alarm_actions", "[" + topic + "]"));
  }

  private void resource(String type, String name, Map<String, String> attributes) {
    resource(type, name, attributes, "");
  }

  private void resource(String type, String name, Map<String, String> attributes, String blocks) {
    text.append(text.isEmpty() ? "" : "\n");
    text.append("resource \"").append(type).append("\" \"").append(name).append("\" {\n");
    text.append(block(attributes, "  ")).append(blocks).append("}\n");
  }

  /** With the equals signs in one column, as {@code terraform fmt} has them. */
  private static String block(Map<String, String> attributes, String indent) {
    int widest = attributes.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder lines = new StringBuilder();
    attributes.forEach((name, value) ->
        lines
            .append(indent)
            .append(name)
            .append(" ".repeat(widest - name.length()))
            .append(" = ")
            .append(value)
            .append('\n'));
    return lines.toString();
  }

  private static Map<String, String> attributes(String... namesAndValues) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return attributes;
  }

  /** A quoted template of HCL in which nothing is one. */
  private static String string(String value) {
    return '"'
        + value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("${", "$${")
            .replace("%{", "%%{")
        + '"';
  }
}

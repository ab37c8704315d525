package dev.whichhop.flows.alarm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan or a dashboard as a CloudFormation template; a tree that becomes YAML or JSON. */
public final class CloudFormation {
  private CloudFormation() {}

  /** The template of the filters, alarms and topic. */
  public static Map<String, Object> of(AlarmPlan plan) {
    Map<String, Object> resources = new LinkedHashMap<>();
    Object topic = plan.topicArn();
    if (plan.topicArn().isEmpty()) {
      topic = Map.of("Ref", "Topic");
      Map<String, Object> properties = map("TopicName", plan.name());
      if (!plan.email().isEmpty()) {
        properties.put("Subscription", List.of(map("Protocol", "email", "Endpoint", plan.email())));
      }
      resources.put("Topic", resource("AWS::SNS::Topic", properties));
    }
    for (FlowAlarm alarm : plan.alarms()) {
      String name = alarm.kind().metric();
      resources.put(name + "Filter", resource("AWS::Logs::MetricFilter", filter(plan, alarm)));
      resources.put(name + "Alarm", resource("AWS::CloudWatch::Alarm", alarm(plan, alarm, topic)));
    }
    return template(resources);
  }

  /** The template of a dashboard. */
  public static Map<String, Object> of(FlowDashboard dashboard) {
    return template(
        map(
            "Dashboard",
            resource(
                "AWS::CloudWatch::Dashboard",
                map("DashboardName", dashboard.name(), "DashboardBody", dashboard.body()))));
  }

  private static Map<String, Object> filter(AlarmPlan plan, FlowAlarm alarm) {
    return map(
        "FilterName",
        plan.name(alarm),
        "LogGroupName",
        plan.logGroup(),
        "FilterPattern",
        alarm.pattern(),
        "MetricTransformations",
        List.of(
            map(
                "MetricNamespace",
                plan.namespace(),
                "MetricName",
                alarm.kind().metric(),
                "MetricValue",
                "1",
                "Unit",
                "Count")));
  }

  private static Map<String, Object> alarm(AlarmPlan plan, FlowAlarm alarm, Object topic) {
    FlowAlarm.Kind kind = alarm.kind();
    List<Object> actions = new ArrayList<>(List.of(topic));
    return map(
        "AlarmName",
        plan.name(alarm),
        "AlarmDescription",
        kind.description(),
        "Namespace",
        plan.namespace(),
        "MetricName",
        kind.metric(),
        "Statistic",
        "Sum",
        "Period",
        kind.periodSeconds(),
        "EvaluationPeriods",
        kind.periods(),
        "DatapointsToAlarm",
        kind.periodsNeeded(),
        "Threshold",
        alarm.threshold(),
        "ComparisonOperator",
        kind.comparison(),
        "TreatMissingData",
        kind.missingData(),
        "AlarmActions",
        actions);
  }

  private static Map<String, Object> template(Map<String, Object> resources) {
    return map("AWSTemplateFormatVersion", "2010-09-09", "Resources", resources);
  }

  private static Map<String, Object> resource(String type, Map<String, Object> properties) {
    return map("Type", type, "Properties", properties);
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}

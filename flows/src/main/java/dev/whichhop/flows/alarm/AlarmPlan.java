package dev.whichhop.flows.alarm;

import java.util.List;

/**
 * Metric filters on a log group, alarms on their metrics, and whom they tell.
 *
 * @param logGroup where the flow log delivers to
 * @param topicArn an SNS topic that exists; empty for one of its own
 * @param email whom a topic of its own tells; empty for nobody yet
 */
public record AlarmPlan(String logGroup, List<FlowAlarm> alarms, String topicArn, String email) {
  public AlarmPlan {
    alarms = List.copyOf(alarms);
  }

  /** Name of the topic and prefix of what is made. */
  public String name() {
    return "flow-logs-" + logGroup.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /** CloudWatch's folder of metrics; each log group has its own, or their counts would add up. */
  String namespace() {
    return "FlowLogs/" + name().substring("flow-logs-".length());
  }

  public String name(FlowAlarm alarm) {
    return name() + "-" + alarm.kind().word();
  }
}

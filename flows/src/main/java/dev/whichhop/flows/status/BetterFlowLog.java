package dev.whichhop.flows.status;

import dev.whichhop.flows.shell.ShellWord;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The commands that make a flow log which answers what another one cannot. Format, role and
 * destination cannot be changed, so it is a new one beside the old one, which is deleted when the
 * new one delivers ("Flow log limitations", VPC guide).
 */
public final class BetterFlowLog {
  /** Must be allowed to the role, trusted by {@code vpc-flow-logs.amazonaws.com} (VPC guide). */
  public static final List<String> LOG_ACTIONS =
      List.of(
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "logs:DescribeLogGroups",
          "logs:DescribeLogStreams");

  private BetterFlowLog() {}

  /** The command for a flow log of the same resource that has no shortcoming; empty for none. */
  public static String create(FlowLogDescription log) {
    if (Shortcoming.of(log).isEmpty() || log.isTransitGateway() || log.resource().isEmpty()) {
      return "";
    }
    Set<String> fields = new LinkedHashSet<>(FlowLogFormat.ofDefault().fields());
    fields.addAll(log.fields());
    for (Shortcoming one : Shortcoming.values()) {
      fields.addAll(one.fields());
    }
    return "aws ec2 create-flow-logs --resource-type "
        + resourceType(log.resource())
        + " --resource-ids "
        + ShellWord.of(log.resource())
        + " --traffic-type ALL --max-aggregation-interval 60"
        + destination(log)
        + " --log-format '"
        + fields.stream().map(name -> "${" + name + "}").collect(Collectors.joining(" "))
        + "'";
  }

  private static String resourceType(String resource) {
    return resource.startsWith("subnet-")
        ? "Subnet"
        : resource.startsWith("eni-") ? "NetworkInterface" : "VPC";
  }

  private static String destination(FlowLogDescription log) {
    return switch (log.destinationType()) {
      case "cloud-watch-logs" ->
          " --log-destination-type cloud-watch-logs --log-group-name "
              + ShellWord.of(log.destination())
              + (log.role().isEmpty()
                  ? ""
                  : " --deliver-logs-permission-arn " + ShellWord.of(log.role()));
      default ->
          " --log-destination-type "
              + ShellWord.of(log.destinationType())
              + " --log-destination "
              + ShellWord.of(log.destination());
    };
  }
}

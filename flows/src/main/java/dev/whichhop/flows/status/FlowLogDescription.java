package dev.whichhop.flows.status;

import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.util.List;

/**
 * A flow log as {@code aws ec2 describe-flow-logs} describes it (EC2 API reference, FlowLog).
 *
 * @param resource VPC, subnet, network interface, Transit Gateway or attachment that is logged
 * @param active {@code FlowLogStatus} is ACTIVE
 * @param failed {@code DeliverLogsStatus} is FAILED
 * @param error {@code Access error}, {@code Rate limited}, {@code Unknown error}, or empty
 * @param role that it delivers with; empty for S3
 * @param trafficType {@code ALL}, {@code ACCEPT} or {@code REJECT}; empty of a Transit Gateway
 * @param destinationType {@code cloud-watch-logs}, {@code s3} or {@code kinesis-data-firehose}
 * @param destination name of the log group, or ARN
 * @param fields of its records, in their order; empty when they cannot be read
 * @param seconds the longest time that one record covers
 */
public record FlowLogDescription(
    String id,
    String resource,
    boolean active,
    boolean failed,
    String error,
    String role,
    String trafficType,
    String destinationType,
    String destination,
    List<String> fields,
    long seconds,
    Place place) {
  /** {@code MaxAggregationInterval} where it is not said ("Aggregation interval", VPC guide). */
  private static final long DEFAULT_SECONDS = 600;

  public static FlowLogDescription of(Node root) {
    String group = root.get("LogGroupName").textOrEmpty();
    return new FlowLogDescription(
        root.get("FlowLogId").textOrEmpty(),
        root.get("ResourceId").textOrEmpty(),
        root.get("FlowLogStatus").textOrEmpty().equals("ACTIVE"),
        root.get("DeliverLogsStatus").textOrEmpty().equals("FAILED"),
        root.get("DeliverLogsErrorMessage").textOrEmpty(),
        root.get("DeliverLogsPermissionArn").textOrEmpty(),
        root.get("TrafficType").textOrEmpty(),
        root.get("LogDestinationType").textOrEmpty(),
        group.isEmpty() ? root.get("LogDestination").textOrEmpty() : group,
        FlowLogFormat.ofNames(root.get("LogFormat").textOrEmpty())
            .map(FlowLogFormat::fields)
            .orElse(List.of()),
        root.get("MaxAggregationInterval").whole().orElse(DEFAULT_SECONDS),
        root.place());
  }

  public boolean isTransitGateway() {
    return resource.startsWith("tgw-");
  }
}

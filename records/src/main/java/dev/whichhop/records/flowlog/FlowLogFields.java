package dev.whichhop.records.flowlog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of flow logs by version, in the order of AWS' table ("Flow log records" in the VPC
 * guide; "Transit Gateway Flow Log records" in the Transit Gateway guide).
 */
final class FlowLogFields {
  /** Version 2: the default format. */
  static final String DEFAULT =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end action log-status";

  static final String VERSION_3 =
      " vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr";

  static final String VERSION_4 = " region az-id sublocation-type sublocation-id";

  static final String VERSION_5 =
      " pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path";

  static final String VERSION_7 =
      " ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id"
          + " ecs-container-id ecs-second-container-id ecs-service-name ecs-task-definition-arn"
          + " ecs-task-arn ecs-task-id";

  static final String VERSION_8 = " reject-reason";

  private static final String LATER_VERSIONS =
      " resource-id encryption-status instance-tag instance-tag-2 interface-tag interface-tag-2"
          + " asg-tag asg-tag-2 interface-type next-hop-interface-id next-hop-subnet-id"
          + " next-hop-az-id next-hop-vpc-id next-hop-interface-type";

  /** All fields of a Transit Gateway, which is its default. */
  static final String TRANSIT_GATEWAY =
      "version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id"
          + " tgw-dst-vpc-account-id tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id"
          + " tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id"
          + " tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end log-status type packets-lost-no-route packets-lost-blackhole"
          + " packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags region flow-direction"
          + " pkt-src-aws-service pkt-dst-aws-service";

  static final Set<String> KNOWN =
      Stream.of(
              DEFAULT + VERSION_3 + VERSION_4 + VERSION_5 + VERSION_7 + VERSION_8 + LATER_VERSIONS,
              TRANSIT_GATEWAY)
          .flatMap(fields -> Stream.of(fields.split(" ")))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Formats to try on records without a header: nothing in a record names its fields. The last but
   * one is the custom format of AWS' own examples.
   */
  static final List<String> USUAL =
      List.of(
          DEFAULT,
          DEFAULT + VERSION_3,
          DEFAULT + VERSION_3 + VERSION_4,
          DEFAULT + VERSION_3 + VERSION_4 + VERSION_5,
          DEFAULT + VERSION_3 + VERSION_4 + VERSION_5 + VERSION_7,
          DEFAULT + VERSION_3 + VERSION_4 + VERSION_5 + VERSION_7 + VERSION_8,
          "version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport"
              + " dstport pkt-srcaddr pkt-dstaddr protocol bytes packets start end action tcp-flags"
              + " log-status",
          TRANSIT_GATEWAY);

  /** Of a Transit Gateway: how many packets it lost, and why. */
  static final List<String> LOST =
      List.of(
          "packets-lost-no-route",
          "packets-lost-blackhole",
          "packets-lost-mtu-exceeded",
          "packets-lost-ttl-expired");

  /** From the names that CloudWatch discovers to those of the header. */
  static final Map<String, String> DISCOVERED =
      KNOWN.stream().collect(Collectors.toUnmodifiableMap(FlowLogFields::discovered, one -> one));

  private FlowLogFields() {}

  /**
   * The name that CloudWatch Logs Insights gives a field: no hyphens, a capital behind each, and
   * some that are spelt of their own ("Supported logs and discovered fields", CloudWatch Logs
   * guide; of custom formats seen in public queries).
   */
  static String discovered(String field) {
    return switch (field) {
      case "srcaddr" -> "srcAddr";
      case "dstaddr" -> "dstAddr";
      case "srcport" -> "srcPort";
      case "dstport" -> "dstPort";
      case "pkt-srcaddr" -> "pktSrcAddr";
      case "pkt-dstaddr" -> "pktDstAddr";
      case "start" -> "startTime";
      case "end" -> "endTime";
      default -> {
        StringBuilder name = new StringBuilder();
        for (String part : field.split("-")) {
          name.append(
              name.isEmpty() || part.isEmpty()
                  ? part
                  : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        yield name.toString();
      }
    };
  }
}

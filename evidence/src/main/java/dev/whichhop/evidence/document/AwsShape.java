package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers of the AWS CLI, JSON or YAML: whole ones ({@code {"TargetGroups": [...]}}), and what
 * {@code --query} leaves of them (a bare list or a single element), known by the fields that only
 * such elements have.
 *
 * <p>Each key that was read is noted as coverage, because an empty list says something too.
 */
public final class AwsShape implements DocumentShape {

  /** Keys of answers that hold a list of what was asked for. */
  private static final Set<String> LISTS =
      Set.of(
          "LoadBalancers",
          "Listeners",
          "Rules",
          "TargetGroups",
          "TargetHealthDescriptions",
          "Attributes",
          "TagDescriptions",
          "Tags",
          "Certificates",
          "SecurityGroups",
          "SecurityGroupRules",
          "NetworkInterfaces",
          "NetworkAcls",
          "RouteTables",
          "Subnets",
          "Vpcs",
          "VpcPeeringConnections",
          "VpcEndpoints",
          "NatGateways",
          "InternetGateways",
          "TransitGateways",
          "TransitGatewayAttachments",
          "TransitGatewayVpcAttachments",
          "TransitGatewayPeeringAttachments",
          "TransitGatewayRouteTables",
          "PrefixLists",
          "EgressOnlyInternetGateways",
          "DhcpOptions",
          "FlowLogs",
          "Instances",
          "Reservations",
          "InstanceStatuses",
          "AutoScalingGroups",
          "Activities",
          "Addresses",
          "NetworkInsightsAnalyses",
          "MetricDataResults",
          "MetricAlarms",
          "AlarmHistoryItems",
          "Datapoints",
          "Events",
          "HostedZones",
          "ResourceRecordSets",
          "HealthChecks",
          "logGroups",
          "logStreams",
          "clusters",
          "addons");

  /** Keys of answers that hold one object. */
  private static final Set<String> OBJECTS =
      Set.of("cluster", "nodegroup", "addon", "HostedZone", "Certificate");

  /** An element is one of {@code list} when it has all of {@code fields}. */
  private record Element(String list, List<String> fields) {}

  private static final List<Element> ELEMENTS =
      List.of(
          new Element("LoadBalancers", List.of("LoadBalancerArn", "DNSName")),
          new Element("TargetGroups", List.of("TargetGroupArn", "TargetGroupName")),
          new Element("Listeners", List.of("ListenerArn", "Protocol", "Port")),
          new Element("TargetHealthDescriptions", List.of("Target", "TargetHealth")),
          new Element("Attributes", List.of("Key", "Value")),
          new Element("SecurityGroups", List.of("GroupId", "IpPermissions")),
          new Element("NetworkInterfaces", List.of("NetworkInterfaceId", "PrivateIpAddress")),
          new Element("NetworkAcls", List.of("NetworkAclId", "Entries")),
          new Element("RouteTables", List.of("RouteTableId", "Routes")),
          new Element("Subnets", List.of("SubnetId", "CidrBlock")),
          new Element("Vpcs", List.of("VpcId", "CidrBlock")),
          new Element("Instances", List.of("InstanceId", "InstanceType")),
          new Element("FlowLogs", List.of("FlowLogId", "LogFormat")),
          new Element("MetricDataResults", List.of("Timestamps", "Values")));

  @Override
  public String format() {
    return "aws";
  }

  @Override
  public boolean recognises(Node root) {
    if (CloudWatchLogs.recognises(root)
        || AwsNamelessLists.recognises(root)
        || !listOf(root).isEmpty()) {
      return true;
    }
    for (Map.Entry<String, Node> entry : root.entries().entrySet()) {
      Node value = entry.getValue();
      if (LISTS.contains(entry.getKey()) && value.isSequence()) {
        return value.items().isEmpty() || !value.items().getFirst().entries().isEmpty();
      }
      if (OBJECTS.contains(entry.getKey()) && !value.entries().isEmpty()) {
        return value.entries().keySet().stream()
            .anyMatch(key -> key.equalsIgnoreCase("arn") || key.equals("CertificateArn"));
      }
    }
    return false;
  }

  /** The list whose element, or list of elements, the document is; empty when it is not. */
  private static String listOf(Node root) {
    Node element = root.items().isEmpty() ? root : root.items().getFirst();
    for (Element known : ELEMENTS) {
      if (known.fields().stream().allMatch(field -> element.get(field).exists())) {
        return known.list();
      }
    }
    return "";
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    String bare = listOf(root);
    if (CloudWatchLogs.recognises(root)) {
      CloudWatchLogs.read(root, file, into, problems);
    } else if (AwsNamelessLists.recognises(root)) {
      AwsNamelessLists.read(root, file, into, problems);
    } else if (!bare.isEmpty()) {
      List<Node> elements = root.items().isEmpty() ? List.of(root) : root.items();
      list(bare, elements, root, file, into, problems);
    } else {
      root.entries()
          .forEach((key, value) -> {
            if (LISTS.contains(key) && value.isSequence()) {
              list(key, value.items(), root, file, into, problems);
            } else if (OBJECTS.contains(key)) {
              into.addAws(key, value);
            }
          });
    }
  }

  private static void list(
      String key,
      List<Node> elements,
      Node root,
      TextFile file,
      BundleBuilder into,
      Problems problems) {
    into.add(Coverage.of(file.name(), key));
    elements.forEach(element -> into.addAws(key, element));
    switch (key) {
      case "Attributes" -> AwsAttributes.of(elements, file).ifPresent(into::add);
      case "MetricDataResults" ->
          elements.forEach(
              result -> CloudWatchMetrics.result(result, problems).ifPresent(into::add));
      case "Datapoints" ->
          CloudWatchMetrics.datapoints(root, elements, file, problems).forEach(into::add);
      case "Reservations" -> {
        for (Node reservation : elements) {
          reservation.get("Instances").items().forEach(item -> into.addAws("Instances", item));
        }
      }
      case "Events" -> {
        for (Node event : elements) {
          EmbeddedYaml.mapping(event.get("CloudTrailEvent"), problems)
              .ifPresent(trail -> into.addAws("CloudTrailEvents", trail));
        }
      }
      default -> {}
    }
  }
}

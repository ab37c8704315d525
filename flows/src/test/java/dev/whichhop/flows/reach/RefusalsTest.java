package dev.whichhop.flows.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.network.Direction;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.Protocol;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.network.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RefusalsTest {
  private static final String ANSWERS =
      """
      {"NetworkInterfaces": [
         {"NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "SubnetId": "subnet-1",
          "PrivateIpAddress": "10.0.1.10", "Groups": [{"GroupId": "sg-1"}]},
         {"NetworkInterfaceId": "eni-2", "VpcId": "vpc-1", "SubnetId": "subnet-2",
          "PrivateIpAddress": "10.0.2.20", "Groups": [{"GroupId": "sg-2"}]}],
       "SecurityGroups": [
         {"GroupId": "sg-1",
          "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                             "UserIdGroupPairs": [{"GroupId": "sg-2"}]}],
          "IpPermissionsEgress": []}],
       "NetworkAcls": [
         {"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
          "Associations": [{"SubnetId": "subnet-1"}, {"SubnetId": "subnet-2"}],
          "Entries": [
            {"RuleNumber": 90, "Egress": true, "Protocol": "6", "RuleAction": "deny",
             "PortRange": {"From": 1024, "To": 40000}, "CidrBlock": "10.0.2.0/24"},
            {"RuleNumber": 100, "Egress": true, "Protocol": "-1", "RuleAction": "allow",
             "CidrBlock": "0.0.0.0/0"},
            {"RuleNumber": 100, "Egress": false, "Protocol": "-1", "RuleAction": "allow",
             "CidrBlock": "0.0.0.0/0"}]}],
       "RouteTables": [
         {"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{"Main": true}],
          "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local",
                      "State": "active"}]}]}
      """;

  private final Refusals refusals = new Refusals(network());

  @Test
  void namesTheGroupThatLacksARule() {
    List<Hop> hops = refusals.explain(packets("10.0.2.20", 80), Direction.INBOUND, false);

    assertThat(hops)
        .extracting(Hop::reason)
        .containsExactly(Reason.ACL_ALLOWS, Reason.GROUPS_REFUSE);
    assertThat(hops.getLast().commands())
        .containsExactly(
            "aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions"
                + " 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=[{CidrIp=10.0.2.20/32}]'");
  }

  @Test
  void findsNothingWhereTheRulesAdmit() {
    assertThat(refusals.explain(packets("10.0.2.20", 443), Direction.INBOUND, false))
        .extracting(Hop::outcome)
        .containsOnly(Outcome.ALLOWED);
  }

  @Test
  void asksOnlyTheNetworkAclAboutReplies() {
    List<Hop> hops = refusals.explain(packets("10.0.2.20", 32_768), Direction.OUTBOUND, true);

    assertThat(hops).extracting(Hop::reason).containsExactly(Reason.ACL_REFUSES);
    assertThat(hops.getFirst().values().get("rules"))
        .isEqualTo("acl-1 outbound rule 90 deny tcp 1024-40000 to 10.0.2.0/24");
  }

  @Test
  void asksGroupsFirstAboutWhatLeaves() {
    assertThat(refusals.explain(packets("10.0.2.20", 53), Direction.OUTBOUND, false))
        .extracting(Hop::kind)
        .containsExactly(HopKind.SECURITY_GROUPS_OUT, HopKind.NETWORK_ACL_OUT);
  }

  @Test
  void leavesOpenWhetherAnUnknownAddressHasTheGroup() {
    assertThat(refusals.explain(packets("10.0.2.99", 443), Direction.INBOUND, false).getLast())
        .satisfies(hop -> {
          assertThat(hop.reason()).isEqualTo(Reason.GROUPS_DEPEND_ON_PEER);
          assertThat(hop.commands())
              .containsExactly(
                  "aws ec2 describe-network-interfaces --filters"
                      + " Name=addresses.private-ip-address,Values=10.0.2.99");
        });
  }

  @Test
  void saysNothingOfAnInterfaceThatWasNotRead() {
    Refusals.Packets packets =
        new Refusals.Packets(
            "eni-9", address("10.0.1.10"), address("10.0.2.20"), Protocol.TCP, 443);
    assertThat(refusals.explain(packets, Direction.INBOUND, false)).isEmpty();
  }

  private static Refusals.Packets packets(String peer, int port) {
    return new Refusals.Packets("eni-1", address("10.0.1.10"), address(peer), Protocol.TCP, port);
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private static Network network() {
    BundleBuilder bundle = new BundleBuilder();
    Node answers = node(JsonMapper.shared().readTree(ANSWERS));
    answers.entries().forEach((key, list) -> list.items().forEach(one -> bundle.addAws(key, one)));
    return Network.of(bundle.build());
  }

  private static Node node(JsonNode json) {
    Place place = Place.file("answers.json");
    if (json.isObject()) {
      Map<String, Node> entries = new LinkedHashMap<>();
      json.properties().forEach(one -> entries.put(one.getKey(), node(one.getValue())));
      return new Node.Mapping(place, entries);
    } else if (json.isArray()) {
      Stream<Node> items = json.valueStream().map(RefusalsTest::node);
      return new Node.Sequence(place, items.toList());
    }
    return new Node.Scalar(place, json.asString());
  }
}

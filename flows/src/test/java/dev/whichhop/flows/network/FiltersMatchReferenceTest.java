package dev.whichhop.flows.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Filters and route tables against references that ask each rule for one port and one address at a
 * time, with addresses as plain numbers.
 */
class FiltersMatchReferenceTest {
  private static final int PORTS = 40;
  private static final Evidence NOWHERE = new Evidence(Place.file("generated"), "");
  private static final Network NOTHING = Network.of(new BundleBuilder().build());

  /** A rule or route as numbers: the first {@code bits} of 8 address bits are those of address. */
  record Drawn(int protocol, int from, int to, int address, int bits, boolean allows, int number) {
    boolean speaksOf(int asked, int port, int peer) {
      boolean ports = protocol == -1 || protocol == asked && from <= port && port <= to;
      return ports && (address ^ peer) >> (8 - bits) == 0;
    }

    Cidr network() {
      int first = bits == 0 ? 0 : address >> (8 - bits) << (8 - bits);
      return Cidr.parse("10.0.0." + first + "/" + (24 + bits)).orElseThrow();
    }

    Selector selector() {
      return Selector.of(new Protocol(protocol), from, to);
    }
  }

  @Provide
  Arbitrary<List<Drawn>> rules() {
    Arbitrary<Integer> port = Arbitraries.integers().between(0, PORTS);
    Arbitrary<Drawn> rule =
        Combinators.combine(
                Arbitraries.of(-1, 6, 17),
                port,
                port,
                Arbitraries.integers().between(0, 255),
                Arbitraries.integers().between(0, 8),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(1, 30))
            .as((protocol, one, other, address, bits, allows, number) ->
                new Drawn(
                    protocol,
                    Math.min(one, other),
                    Math.max(one, other),
                    address,
                    bits,
                    allows,
                    number));
    // No two rules of one direction have one number (EC2 API, CreateNetworkAclEntry).
    return rule.list().ofMaxSize(12).uniqueElements(Drawn::number);
  }

  @Property(seed = "2026")
  void aNetworkAclIsItsFirstMatchingRule(
      @ForAll("rules") List<Drawn> rules,
      @ForAll("peers") int peer,
      @ForAll("asked") int protocol) {
    List<AclEntry> entries =
        rules.stream()
            .map(one ->
                new AclEntry(
                    "acl-1",
                    one.number(),
                    Direction.INBOUND,
                    one.allows(),
                    one.selector(),
                    one.network(),
                    NOWHERE))
            .sorted(Comparator.comparingInt(AclEntry::number))
            .toList();
    NetworkAcl acl = new NetworkAcl("acl-1", "vpc-1", true, List.of(), entries, NOWHERE);

    List<Decision> decisions =
        AclFilter.decide(acl, Direction.INBOUND, address(peer), traffic(protocol));

    for (int port = 0; port <= PORTS; port++) {
      int asked = port;
      Optional<Drawn> first =
          rules.stream()
              .filter(one -> one.speaksOf(protocol, asked, peer))
              .min(Comparator.comparingInt(Drawn::number));
      assertThat(outcome(decisions, port))
          .isEqualTo(
              first.isPresent() && first.get().allows()
                  ? Decision.Outcome.ALLOWED
                  : Decision.Outcome.REFUSED);
    }
    assertThat(AclFilter.decide(acl, Direction.OUTBOUND, address(peer), traffic(protocol)))
        .allMatch(one -> one.outcome() == Decision.Outcome.REFUSED);
  }

  @Property(seed = "2026")
  void securityGroupsAdmitWhatAnyRuleAdmits(
      @ForAll("rules") List<Drawn> rules,
      @ForAll("peers") int peer,
      @ForAll("asked") int protocol) {
    Network network = twoGroups(rules);
    Peer other = new Peer(address(peer), Optional.of(Set.of()), Link.SAME_VPC);

    List<Decision> decisions =
        new GroupFilter(network)
            .decide(List.of("sg-0", "sg-1"), Direction.INBOUND, other, traffic(protocol));

    for (int port = 0; port <= PORTS; port++) {
      int asked = port;
      boolean admitted = rules.stream().anyMatch(one -> one.speaksOf(protocol, asked, peer));
      assertThat(outcome(decisions, port))
          .isEqualTo(admitted ? Decision.Outcome.ALLOWED : Decision.Outcome.REFUSED);
    }
  }

  @Property(seed = "2026")
  void theSmallestNetworkTakesThePacket(
      @ForAll("rules") List<Drawn> routes, @ForAll("peers") int destination) {
    List<Route> table = new ArrayList<>();
    for (Drawn one : routes) {
      RouteTarget target = new RouteTarget(RouteTarget.Kind.PEERING, "pcx-" + one.number());
      table.add(new Route(Optional.of(one.network()), "", target, false, !one.allows(), NOWHERE));
    }

    RouteChoice<Route> choice = RouteChoice.among(table, address(destination), NOTHING);

    List<Drawn> taking =
        routes.stream()
            .filter(one -> one.speaksOf(one.protocol(), one.from(), destination))
            .toList();
    if (taking.isEmpty()) {
      assertThat(choice).isInstanceOf(RouteChoice.None.class);
      return;
    }
    int longest = taking.stream().mapToInt(Drawn::bits).max().getAsInt();
    List<Drawn> best = taking.stream().filter(one -> one.bits() == longest).toList();
    boolean someStatic = best.stream().anyMatch(Drawn::allows);
    assertThat(choice)
        .isInstanceOfSatisfying(
            RouteChoice.Taken.class,
            taken -> {
              Route route = (Route) taken.route();
              assertThat(route.network().orElseThrow().bits()).isEqualTo(96 + 24 + longest);
              assertThat(route.propagated()).isEqualTo(!someStatic);
            });
  }

  @Provide
  Arbitrary<Integer> peers() {
    return Arbitraries.integers().between(0, 255);
  }

  @Provide
  Arbitrary<Integer> asked() {
    return Arbitraries.of(6, 17);
  }

  private static Cidr address(int last) {
    return Cidr.parse("10.0.0." + last).orElseThrow();
  }

  private static Traffic traffic(int protocol) {
    return new Traffic(new Protocol(protocol), new PortRange(0, PORTS));
  }

  /** Each port is in exactly one part. */
  private static Decision.Outcome outcome(List<Decision> decisions, int port) {
    List<Decision> parts =
        decisions.stream()
            .filter(one -> one.part().ports().from() <= port && port <= one.part().ports().to())
            .toList();
    assertThat(parts).hasSize(1);
    return parts.getFirst().outcome();
  }

  /** The rules, every other one in another group, through the form of the AWS CLI. */
  private static Network twoGroups(List<Drawn> rules) {
    BundleBuilder bundle = new BundleBuilder();
    for (int group = 0; group < 2; group++) {
      List<Node> permissions = new ArrayList<>();
      for (int i = group; i < rules.size(); i += 2) {
        Drawn one = rules.get(i);
        permissions.add(
            mapping(
                Map.of(
                    "IpProtocol",
                    scalar(one.protocol()),
                    "FromPort",
                    scalar(one.from()),
                    "ToPort",
                    scalar(one.to()),
                    "IpRanges",
                    sequence(List.of(mapping(Map.of("CidrIp", scalar(one.network()))))))));
      }
      bundle.addAws(
          "SecurityGroups",
          mapping(
              Map.of(
                  "GroupId",
                  scalar("sg-" + group),
                  "IpPermissions",
                  sequence(permissions),
                  "IpPermissionsEgress",
                  sequence(List.of()))));
    }
    return Network.of(bundle.build());
  }

  private static Node scalar(Object value) {
    return new Node.Scalar(NOWHERE.place(), value.toString());
  }

  private static Node sequence(List<Node> items) {
    return new Node.Sequence(NOWHERE.place(), items);
  }

  private static Node mapping(Map<String, Node> entries) {
    return new Node.Mapping(NOWHERE.place(), new LinkedHashMap<>(entries));
  }
}

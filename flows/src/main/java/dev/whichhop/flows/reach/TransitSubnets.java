package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Direction;
import dev.whichhop.flows.network.Link;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.Subnet;
import dev.whichhop.flows.network.TransitAttachment;
import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subnets in which a Transit Gateway has its interfaces, with the network ACLs that packets
 * pass there (Transit Gateway guide, tgw-nacls): into the gateway the inbound rules with the
 * source, out of it the outbound rules with the destination; out of it into the same subnet none.
 */
final class TransitSubnets {
  private final Network network;
  private final Question question;
  private final AclHops acls;
  private final List<Hop> hops;

  TransitSubnets(Network network, Question question, List<Hop> hops) {
    this.network = network;
    this.question = question;
    this.acls = new AclHops(network);
    this.hops = hops;
  }

  /**
   * Into the gateway: only from an Availability Zone in which the attachment has a subnet (Transit
   * Gateway guide, tgw-vpc-attachments).
   */
  void enter(Way way, Location at, Cidr source, TransitAttachment attachment) {
    Optional<List<Subnet>> known = subnets(attachment);
    Optional<String> zone = network.subnet(at.subnetId()).map(Subnet::zone);
    if (known.isEmpty() || zone.isEmpty()) {
      hops.add(
          zoneUnknown(way, attachment, known.isEmpty() ? attachment.resourceId() : at.vpcId()));
      return;
    }
    Optional<Subnet> near =
        known.get().stream().filter(one -> one.zone().equals(zone.get())).findFirst();
    if (near.isEmpty()) {
      hops.add(
          hop(
              way,
              attachment,
              Reason.ATTACHMENT_LACKS_ZONE,
              Map.of("zone", zone.get(), "subnet", at.subnetId()),
              Change.attachSubnet(attachment.id(), at.subnetId())));
      return;
    }
    hops.add(
        acls.hop(
            way, near.get().id(), at.vpcId(), Direction.INBOUND, source, question.traffic(way)));
    if (!source.first().isIpv4() && attachment.ipv6().equals(Optional.of(false))) {
      hops.add(
          hop(
              way,
              attachment,
              Reason.ATTACHMENT_WITHOUT_IPV6,
              Map.of(),
              Change.attachmentIpv6(attachment.id())));
      return;
    }
    hops.add(
        hop(
            way,
            attachment,
            Reason.ATTACHMENT_FORWARDS,
            Map.of(
                "zone",
                zone.get(),
                "subnet",
                near.get().id(),
                "table",
                attachment.routeTableId().orElse("-"))));
  }

  /**
   * Out of the gateway: by the interface in the zone that the packet came from where there is one
   * (Reachability Analyzer: TGW_ATTACH_VPC_AZ_RESTRICTION), else by any.
   */
  Passage leave(Way way, Location at, Location to, String gatewayId, Link link) {
    Optional<TransitAttachment> far = network.attachment(gatewayId, to.vpcId());
    Optional<List<Subnet>> known = far.flatMap(this::subnets);
    if (far.isEmpty() || known.isEmpty()) {
      hops.add(
          far.map(one -> zoneUnknown(way, one, to.vpcId()))
              .orElseGet(() ->
                  Hop.of(
                      way,
                      HopKind.TRANSIT_GATEWAY,
                      gatewayId,
                      Reason.ATTACHMENT_UNKNOWN,
                      Map.of("vpc", to.vpcId(), "gateway", gatewayId),
                      List.of(),
                      Fetch.attachments(gatewayId))));
      return Passage.by(link);
    }
    String zone = network.subnet(at.subnetId()).map(Subnet::zone).orElse("");
    List<Subnet> same = known.get().stream().filter(one -> one.zone().equals(zone)).toList();
    List<Subnet> exits = same.isEmpty() || far.get().applianceMode() ? known.get() : same;
    List<Hop> filters = new ArrayList<>();
    for (Subnet exit : exits) {
      if (!exit.id().equals(to.subnetId())) {
        filters.add(
            acls.hop(
                way,
                exit.id(),
                to.vpcId(),
                Direction.OUTBOUND,
                to.address(),
                question.traffic(way)));
      }
    }
    boolean alike = filters.stream().map(Hop::outcome).distinct().count() <= 1;
    if (!alike) {
      hops.add(
          hop(
              way,
              far.get(),
              Reason.ATTACHMENT_SUBNETS_DIFFER,
              Map.of("subnets", String.join(", ", exits.stream().map(Subnet::id).toList()))));
    } else if (!filters.isEmpty()) {
      hops.add(filters.getFirst());
    }
    boolean always = exits.size() == 1 && exits.getFirst().id().equals(to.subnetId());
    return new Passage(link, always ? to.subnetId() : "");
  }

  private Hop zoneUnknown(Way way, TransitAttachment attachment, String vpcId) {
    return hop(
        way,
        attachment,
        Reason.ATTACHMENT_ZONE_UNKNOWN,
        Map.of("vpc", vpcId),
        attachment.subnetIds().isEmpty()
            ? Fetch.vpcAttachments(attachment.gatewayId())
            : Fetch.subnets(vpcId));
  }

  /** Empty where they, or the zone of one, are not known. */
  private Optional<List<Subnet>> subnets(TransitAttachment attachment) {
    if (attachment.subnetIds().isEmpty()) {
      return Optional.empty();
    }
    List<String> ids = attachment.subnetIds().get();
    List<Subnet> found = ids.stream().map(network::subnet).flatMap(Optional::stream).toList();
    return found.size() == ids.size() ? Optional.of(found) : Optional.empty();
  }

  private static Hop hop(
      Way way,
      TransitAttachment attachment,
      Reason reason,
      Map<String, String> values,
      String... commands) {
    return Hop.of(
        way,
        HopKind.TRANSIT_GATEWAY,
        attachment.id(),
        reason,
        values,
        List.of(attachment.evidence()),
        commands);
  }
}

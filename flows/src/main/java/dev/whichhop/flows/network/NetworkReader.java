package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Reads the answers of {@code aws ec2} in a bundle, of however many accounts and Regions: ids are
 * unique over all of them.
 */
final class NetworkReader {
  private final Bundle bundle;
  private final List<String> notes = new ArrayList<>();

  NetworkReader(Bundle bundle) {
    this.bundle = bundle;
  }

  /** What was odd about the answers read so far. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  Map<String, NetworkInterface> interfaces() {
    Map<String, NetworkInterface> interfaces =
        byId("NetworkInterfaces", "NetworkInterfaceId", root -> NetworkInterface.of(root, ""));
    for (Node instance : bundle.aws("Instances")) {
      for (Node root : instance.get("NetworkInterfaces").items()) {
        NetworkInterface one = NetworkInterface.of(root, instance.get("InstanceId").textOrEmpty());
        interfaces.putIfAbsent(one.id(), one);
      }
    }
    return interfaces;
  }

  Map<String, PrefixList> prefixLists() {
    Map<String, PrefixList> found =
        byId("ManagedPrefixListEntries", "PrefixListId", PrefixList::ofEntries);
    for (Node root : bundle.aws("PrefixLists")) {
      // Only describe-prefix-lists has the entries; describe-managed-prefix-lists has none.
      if (root.get("Cidrs").exists()) {
        PrefixList list = PrefixList.ofService(root);
        found.putIfAbsent(list.id(), list);
      }
    }
    return found;
  }

  /**
   * The elements of a list by their id. One that cannot be read in full is left out with a note,
   * for a filter without one of its rules would answer wrongly.
   */
  <T> Map<String, T> byId(String key, String id, Function<Node, T> reading) {
    Map<String, Node> first = new LinkedHashMap<>();
    for (Node root : bundle.aws(key)) {
      if (root.get(id).textOrEmpty().isEmpty()) {
        notes.add(root.place().file() + " has no " + id + "; put it into the name of the file");
        continue;
      }
      Node known = first.putIfAbsent(root.get(id).textOrEmpty(), root);
      if (known != null && !same(known, root)) {
        notes.add(
            root.get(id).textOrEmpty()
                + " is not the same in "
                + known.place().file()
                + " and in "
                + root.place().file()
                + "; the first is used");
      }
    }
    Map<String, T> found = new LinkedHashMap<>();
    first.forEach((name, root) -> {
      try {
        found.put(name, reading.apply(root));
      } catch (UnreadableRule unreadable) {
        notes.add(name + " is left out: " + unreadable.getMessage());
      }
    });
    return found;
  }

  private static boolean same(Node one, Node other) {
    return Objects.equals(one.text(), other.text())
        && one.entries().keySet().equals(other.entries().keySet())
        && one.entries().entrySet().stream()
            .allMatch(entry -> same(entry.getValue(), other.get(entry.getKey())))
        && one.items().size() == other.items().size()
        && IntStream.range(0, one.items().size())
            .allMatch(i -> same(one.items().get(i), other.items().get(i)));
  }

  List<TransitAttachment> attachments() {
    // Both ends of a peering of two Transit Gateways may have one id.
    Map<List<String>, TransitAttachment> found = new LinkedHashMap<>();
    for (Node root : bundle.aws("TransitGatewayAttachments")) {
      add(TransitAttachment.of(root), found);
    }
    for (Node root : bundle.aws("TransitGatewayVpcAttachments")) {
      add(TransitAttachment.ofVpc(root), found);
    }
    for (Node table : bundle.aws("TransitGatewayRouteTableAssociations")) {
      String id = table.get("TransitGatewayRouteTableId").textOrEmpty();
      for (Node root : table.get("Associations").items()) {
        String attachment = root.get("TransitGatewayAttachmentId").textOrEmpty();
        if (!id.isEmpty() && root.get("State").textOrEmpty().equals("associated")) {
          found.replaceAll((_, one) ->
              one.id().equals(attachment) && one.routeTableId().isEmpty()
                  ? one.associatedWith(id)
                  : one);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static void add(TransitAttachment one, Map<List<String>, TransitAttachment> found) {
    found.merge(List.of(one.id(), one.gatewayId()), one, TransitAttachment::and);
  }

  Map<String, Boolean> groupReferencing() {
    Map<String, Boolean> byGateway = new LinkedHashMap<>();
    for (Node root : bundle.aws("TransitGateways")) {
      root.at("Options", "SecurityGroupReferencingSupport")
          .text()
          .ifPresent(word ->
              byGateway.putIfAbsent(
                  root.get("TransitGatewayId").textOrEmpty(), word.equals("enable")));
    }
    return byGateway;
  }
}

package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import java.util.Comparator;
import java.util.List;

/** A network ACL of {@code describe-network-acls}, its rules in the order of their numbers. */
public record NetworkAcl(
    String id,
    String vpcId,
    boolean isDefault,
    List<String> subnetIds,
    List<AclEntry> entries,
    Evidence evidence) {

  static NetworkAcl of(Node root) {
    String id = root.get("NetworkAclId").textOrEmpty();
    return new NetworkAcl(
        id,
        root.get("VpcId").textOrEmpty(),
        root.get("IsDefault").isTrue(),
        root.get("Associations").items().stream()
            .map(one -> one.get("SubnetId").textOrEmpty())
            .toList(),
        root.get("Entries").items().stream()
            .map(entry -> AclEntry.of(id, entry))
            .sorted(Comparator.comparingInt(AclEntry::number))
            .toList(),
        root.get("NetworkAclId").evidence());
  }
}

package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.network.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a prefix list, of {@code get-managed-prefix-list-entries} or, for those of AWS
 * services, {@code describe-prefix-lists}.
 */
public record PrefixList(String id, List<Cidr> entries) {

  static PrefixList ofEntries(Node root) {
    return new PrefixList(
        root.get("PrefixListId").textOrEmpty(),
        networks(root.get("Entries").items().stream().map(one -> one.get("Cidr")).toList()));
  }

  static PrefixList ofService(Node root) {
    return new PrefixList(
        root.get("PrefixListId").textOrEmpty(), networks(root.get("Cidrs").items()));
  }

  private static List<Cidr> networks(List<Node> texts) {
    return texts.stream()
        .map(text -> Cidr.parse(text.textOrEmpty()))
        .flatMap(Optional::stream)
        .toList();
  }
}

package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers of {@code aws ec2} that do not say of what they are: the routes and associations of one
 * Transit Gateway route table, the entries of one prefix list. Whose they are stands in the
 * recorded command or in the file name, else nowhere. The whole answer goes into the bundle, with
 * that id as one more field.
 */
final class AwsNamelessLists {

  /**
   * One kind of such an answer, after the EC2 API reference.
   *
   * @param list the key of the answer
   * @param element a field that only its elements have
   * @param owner the field under which the id is added
   * @param id what such an id looks like
   * @param key the key in the bundle
   */
  private record Kind(String list, String element, String owner, Pattern id, String key) {}

  private static final Pattern ROUTE_TABLE = Pattern.compile("tgw-rtb-[0-9A-Za-z]+");
  private static final Pattern PREFIX_LIST = Pattern.compile("(?<![A-Za-z])pl-[0-9A-Za-z]+");

  private static final List<Kind> KINDS =
      List.of(
          // SearchTransitGatewayRoutes
          new Kind(
              "Routes",
              "TransitGatewayAttachments",
              "TransitGatewayRouteTableId",
              ROUTE_TABLE,
              "TransitGatewayRoutes"),
          // GetTransitGatewayRouteTableAssociations
          new Kind(
              "Associations",
              "TransitGatewayAttachmentId",
              "TransitGatewayRouteTableId",
              ROUTE_TABLE,
              "TransitGatewayRouteTableAssociations"),
          // GetManagedPrefixListEntries
          new Kind("Entries", "Cidr", "PrefixListId", PREFIX_LIST, "ManagedPrefixListEntries"));

  private AwsNamelessLists() {}

  static boolean recognises(Node root) {
    return kind(root).isPresent();
  }

  private static Optional<Kind> kind(Node root) {
    return KINDS.stream().filter(kind -> holds(root, kind)).findFirst();
  }

  private static boolean holds(Node root, Kind kind) {
    List<Node> elements = root.get(kind.list()).items();
    // A blackhole route has no attachment, and an empty table no route.
    return elements.stream().limit(1).anyMatch(one -> one.get(kind.element()).exists())
        || kind.list().equals("Routes") && root.get("AdditionalRoutesAvailable").exists();
  }

  static void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    Kind kind = kind(root).orElseThrow();
    Optional<String> owner = owner(kind, file);
    if (owner.isEmpty()) {
      problems.report(
          root.place(),
          kind.list()
              + " without a "
              + kind.owner()
              + "; expected the id in the file's name, for example "
              + example(kind));
    }
    Map<String, Node> entries = new LinkedHashMap<>(root.entries());
    entries.put(kind.owner(), new Node.Scalar(root.place(), owner.orElse("")));
    into.add(Coverage.of(file.name(), kind.key()));
    into.addAws(kind.key(), new Node.Mapping(root.place(), entries));
  }

  private static Optional<String> owner(Kind kind, TextFile file) {
    for (String text : List.of(file.command(), file.name())) {
      Matcher id = kind.id().matcher(text);
      if (id.find()) {
        return Optional.of(id.group());
      }
    }
    return Optional.empty();
  }

  private static String example(Kind kind) {
    return kind.id() == PREFIX_LIST ? "pl-0123456abcabcabc1.json" : "tgw-rtb-0a823edbde.json";
  }
}

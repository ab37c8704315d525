package dev.whichhop.evidence.aws;

import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network interface in a row of text, as {@code describe-network-interfaces --query … --output
 * text} prints it with columns of one's choice: known by the identifier, an address, and the
 * description that Elastic Load Balancing gives or the instance.
 */
final class InterfaceRow {
  private static final Pattern IDENTIFIER = Pattern.compile("\\beni-[0-9a-f]{8,17}\\b");
  private static final Pattern ADDRESS =
      Pattern.compile("(?<=\\s|^)(\\d{1,3}(?:\\.\\d{1,3}){3})(?=\\s|$)");
  private static final Pattern DESCRIPTION = Pattern.compile("\\bELB (?:net|app)/\\S+");
  private static final Pattern INSTANCE = Pattern.compile("\\bi-[0-9a-f]{8,17}\\b");

  private InterfaceRow() {}

  /** With the keys of the API; empty when the line is no such row. */
  static Optional<Node> of(String line, Place place) {
    Matcher identifier = IDENTIFIER.matcher(line);
    Matcher address = ADDRESS.matcher(line);
    if (!identifier.find() || !address.find()) {
      return Optional.empty();
    }
    Matcher description = DESCRIPTION.matcher(line);
    Matcher instance = INSTANCE.matcher(line);
    boolean ofBalancer = description.find();
    if (!ofBalancer && !instance.find()) {
      return Optional.empty();
    }
    return Optional.of(
        Nodes.mapping(
            place,
            "NetworkInterfaceId",
            identifier.group(),
            "PrivateIpAddress",
            address.group(),
            "Description",
            ofBalancer ? description.group() : "",
            "Attachment",
            Nodes.mapping(place, "InstanceId", ofBalancer ? "" : instance.group())));
  }
}

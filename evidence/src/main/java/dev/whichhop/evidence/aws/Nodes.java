package dev.whichhop.evidence.aws;

import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts together the values that the AWS CLI would have printed as JSON. */
final class Nodes {
  private Nodes() {}

  /** A mapping of keys and values in turn; what is empty is left out, as in the CLI's JSON. */
  static Node mapping(Place place, Object... keysAndValues) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      String key = (String) keysAndValues[i];
      Object value = keysAndValues[i + 1];
      if (value instanceof Node node) {
        entries.put(key, node);
      } else if (!value.toString().isEmpty()) {
        entries.put(key, scalar(place, key, value.toString()));
      }
    }
    return new Node.Mapping(place, entries);
  }

  static Node scalar(Place place, String key, String value) {
    return new Node.Scalar(place.below(key, place.line()), value);
  }
}

package dev.whichhop.lint.text;

import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that {@code --set a.b.c=v} of helm and istioctl give, as a document. */
final class HelmValues {
  private static final Pattern PROGRAM = Pattern.compile("\\b(helm|istioctl)\\s");
  private static final Pattern SET =
      Pattern.compile("--set(?:-string)?[= ]\\s*[\"']?([\\w.\\[\\]-]+)=([^\\s\"',]*)");

  private HelmValues() {}

  static Optional<Node> of(String file, int line, String command) {
    if (!PROGRAM.matcher(command).find()) {
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    Matcher set = SET.matcher(command);
    while (set.find()) {
      put(values, set.group(1).replaceAll("\\[\\d+]", "").split("\\."), set.group(2));
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(node(values, file, line, ""));
  }

  @SuppressWarnings("unchecked") // only maps of this shape are ever put in
  private static void put(Map<String, Object> values, String[] path, String value) {
    Map<String, Object> at = values;
    for (int i = 0; i < path.length - 1; i++) {
      Object below = at.get(path[i]);
      if (!(below instanceof Map)) {
        below = new LinkedHashMap<String, Object>();
        at.put(path[i], below);
      }
      at = (Map<String, Object>) below;
    }
    at.put(path[path.length - 1], value);
  }

  private static Node node(Object value, String file, int line, String path) {
    Place place = new Place(file, line, path);
    if (!(value instanceof Map<?, ?> map)) {
      return new Node.Scalar(place, value.toString());
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    map.forEach((key, below) ->
        entries.put(
            key.toString(), node(below, file, line, path.isEmpty() ? "" + key : path + "." + key)));
    return new Node.Mapping(place, entries);
  }
}

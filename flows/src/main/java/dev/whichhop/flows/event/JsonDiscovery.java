package dev.whichhop.flows.event;

import dev.whichhop.flows.value.Json;
import dev.whichhop.flows.value.Value;
import dev.whichhop.flows.value.Value.Structure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that CloudWatch discovers in a message that is a JSON object: {@code a.b.0.c} for each
 * value in it, at most 200, in the order of the document.
 *
 * <p>Source: CWL_AnalyzeLogData-discoverable-fields. A list is also a field of its own, with its
 * JSON text, because {@code expand} and {@code jsonArraySize} take one; whether CloudWatch does so
 * is not documented. The 200 are therefore counted without the lists, of which there are at most
 * 200 more.
 */
public final class JsonDiscovery {
  private static final int MOST_FIELDS = 200;

  private final Map<String, String> fields = new LinkedHashMap<>();
  private int found;
  private int lists;

  private JsonDiscovery() {}

  /** Names and values; of another message none. */
  public static Map<String, String> fields(String message) {
    Optional<Structure> document = Json.read(message).filter(structure -> !structure.isList());
    if (document.isEmpty()) {
      return Map.of();
    }
    JsonDiscovery discovery = new JsonDiscovery();
    discovery.members("", document.get());
    return discovery.fields;
  }

  private void members(String prefix, Structure structure) {
    if (structure.isList()) {
      List<Value> elements = structure.elements();
      for (int i = 0; i < elements.size() && found < MOST_FIELDS; i++) {
        add(prefix + i, elements.get(i));
      }
      return;
    }
    for (String name : structure.json().propertyNames()) {
      // CloudWatch keeps names that begin with @ apart from its own.
      String written = prefix.isEmpty() && name.startsWith("@") ? "@" + name : name;
      if (found < MOST_FIELDS) {
        add(prefix + written, structure.member(name));
      }
    }
  }

  private void add(String name, Value value) {
    if (value instanceof Structure structure) {
      if (structure.isList() && lists < MOST_FIELDS) {
        fields.put(name, structure.shown());
        lists++;
      }
      members(name + ".", structure);
      return;
    }
    String text = value.shown();
    if (text != null) {
      fields.put(name, text);
      found++;
    }
  }
}

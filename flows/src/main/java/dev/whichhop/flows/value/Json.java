package dev.whichhop.flows.value;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as values. */
public final class Json {
  /** Deeper documents are no log messages, and would overflow the stack of whoever walks them. */
  private static final int DEEPEST = 200;

  /** Decimals stay as they were written. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** An object or an array; nothing for any other text. */
  public static Optional<Value.Structure> read(String text) {
    String trimmed = text.strip();
    if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Value.Structure(MAPPER.readTree(trimmed)));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** A list of what the values show. */
  public static Value list(Collection<Value> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Value value : values) {
      array.add(value.shown());
    }
    return new Value.Structure(array);
  }

  /** An object of numbers. */
  public static Value counts(List<Map.Entry<String, Integer>> counts) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    counts.forEach(count -> object.put(count.getKey(), count.getValue()));
    return new Value.Structure(object);
  }

  /** {@code true} is 1 and {@code false} is 0, as conditions are. */
  static Value value(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return Value.MISSING;
    }
    if (node.isObject() || node.isArray()) {
      return new Value.Structure(node);
    }
    return node.isBoolean() ? Value.of(node.booleanValue()) : new Value.Text(node.asString());
  }
}

package dev.whichhop.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A field of an object, in the steps of {@code managedFields}: {@code f:spec} a property, {@code
 * k:{"name":"app"}} the item of a list with these keys, {@code v:"x"} the item with this value,
 * {@code i:0} the item at this place (structured-merge-diff, {@code fieldpath/serialize-pe.go}).
 */
public record FieldPath(List<String> steps) implements Comparable<FieldPath> {
  private static final Pattern STEP = Pattern.compile("(?s)[fkv]:.*|i:[0-9]{1,6}");

  public FieldPath {
    steps = List.copyOf(steps);
    for (String step : steps) {
      if (!STEP.matcher(step).matches()) {
        throw new IllegalArgumentException("no step of a field: " + step);
      }
    }
  }

  FieldPath then(String step) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(step);
    return new FieldPath(longer);
  }

  FieldPath first(int count) {
    return new FieldPath(steps.subList(0, count));
  }

  boolean startsWith(FieldPath other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  /** What stands there; missing when nothing does. */
  JsonNode in(JsonNode object) {
    JsonNode at = object;
    for (String token : pointer(object).orElse(List.of())) {
      at = at.isArray() ? at.path(Integer.parseInt(token)) : at.path(token);
    }
    return pointer(object).isPresent() ? at : MissingNode.getInstance();
  }

  /**
   * The names and numbers that lead there in this object (JSON Pointer, not escaped); the last may
   * name a property that is not there. Empty when something on the way is missing.
   */
  Optional<List<String>> pointer(JsonNode object) {
    List<String> tokens = new ArrayList<>();
    JsonNode at = object;
    for (String step : steps) {
      if (at.isMissingNode()) {
        return Optional.empty();
      }
      String value = step.substring(2);
      if (step.startsWith("f:")) {
        tokens.add(value);
        at = at.path(value);
      } else {
        int index = step.startsWith("i:") ? Integer.parseInt(value) : indexOf(step, at);
        if (index < 0) {
          return Optional.empty();
        }
        tokens.add("" + index);
        at = at.path(index);
      }
    }
    return Optional.of(tokens);
  }

  private static int indexOf(String step, JsonNode list) {
    JsonNode wanted;
    try {
      wanted = JsonMapper.shared().readTree(step.substring(2));
    } catch (JacksonException unknown) {
      return -1;
    }
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.path(i);
      boolean same =
          step.startsWith("v:")
              ? item.equals(wanted)
              : wanted
                  .propertyStream()
                  .allMatch(key -> key.getValue().equals(item.path(key.getKey())));
      if (same) {
        return i;
      }
    }
    return -1;
  }

  /** {@code spec.template.spec.containers[name="app"].lifecycle}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      String value = step.substring(2);
      if (!step.startsWith("f:")) {
        text.append('[').append(value).append(']');
      } else if (value.contains(".")) {
        text.append("[\"").append(value).append("\"]");
      } else {
        text.append(text.isEmpty() ? "" : ".").append(value);
      }
    }
    return text.toString();
  }

  @Override
  public int compareTo(FieldPath other) {
    for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
      int order = steps.get(i).compareTo(other.steps.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(steps.size(), other.steps.size());
  }
}

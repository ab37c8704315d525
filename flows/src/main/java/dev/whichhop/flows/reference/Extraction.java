package dev.whichhop.flows.reference;

import dev.whichhop.flows.language.Command.ParseGlob;
import dev.whichhop.flows.value.RegularExpression;
import dev.whichhop.flows.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code parse}: fields out of a text; where the pattern is not found, they are missing. */
public final class Extraction {
  private Extraction() {}

  /**
   * The text between the literal parts of the pattern, each as short as possible. What stands
   * before the first part may be anything unless the pattern begins with {@code *}, which then
   * takes it; likewise at the end.
   */
  public static Map<String, Value> glob(ParseGlob parse, @Nullable String text) {
    List<String> names = parse.names();
    Map<String, Value> values = new LinkedHashMap<>();
    names.forEach(name -> values.put(name, Value.MISSING));
    if (text == null) {
      return values;
    }
    List<String> literals = List.of(parse.glob().split("\\*", -1));
    int at = text.indexOf(literals.getFirst());
    if (at < 0) {
      return values;
    }
    int from = at + literals.getFirst().length();
    Map<String, Value> found = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String next = literals.get(i + 1);
      boolean rest = i == names.size() - 1 && next.isEmpty();
      int to = rest ? text.length() : text.indexOf(next, from);
      if (to < 0) {
        return values;
      }
      found.put(names.get(i), Value.of(text.substring(from, to)));
      from = to + next.length();
    }
    return found;
  }

  static Map<String, Value> regex(RegularExpression regex, @Nullable String text) {
    Map<String, Value> values = new LinkedHashMap<>();
    regex.names().forEach(name -> values.put(name, Value.MISSING));
    if (text != null) {
      values.putAll(regex.groups(text));
    }
    return values;
  }
}

package dev.whichhop.diagnosis.compare;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of several equal objects (the replicas of a workload) as one: a value is the set of
 * all their values, so that replica is compared with replica only where all agree.
 */
final class Sided {
  private record Value(Set<String> texts, Evidence first) {}

  private final Map<String, Value> values = new LinkedHashMap<>();

  /**
   * Adds one object.
   *
   * @param own words that stand for the object itself, such as its name; they do not count
   */
  void add(Map<String, Node> fields, List<String> own) {
    fields.forEach((path, node) -> {
      String text = node.textOrEmpty();
      for (String word : own) {
        if (word.length() > 3) {
          text = text.replace(word, "<own>");
        }
      }
      values
          .computeIfAbsent(path, _ -> new Value(new TreeSet<>(), node.evidence()))
          .texts()
          .add(text);
    });
  }

  /** What differs, in the order of the left side's fields, then what only the right has. */
  static List<Difference> between(
      Sided left, Sided right, String subject, Function<String, Difference.Kind> kind) {
    Set<String> paths = new LinkedHashSet<>(left.values.keySet());
    paths.addAll(right.values.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String path : paths) {
      Value one = left.values.get(path);
      Value other = right.values.get(path);
      String leftText = text(one, other);
      String rightText = text(other, one);
      if (!Noise.same(leftText, rightText)) {
        differences.add(
            new Difference(
                kind.apply(path), subject, path, leftText, rightText, at(one), at(other)));
      }
    }
    return differences;
  }

  private static @Nullable Evidence at(@Nullable Value value) {
    return value == null ? null : value.first();
  }

  /** The value; of long texts only the lines that the other side does not have. */
  private static String text(@Nullable Value value, @Nullable Value other) {
    if (value == null) {
      return "";
    }
    String all = String.join(" | ", value.texts());
    if (all.indexOf('\n') < 0 || other == null) {
      return all.strip();
    }
    Set<String> known =
        other.texts().stream()
            .flatMap(String::lines)
            .map(String::strip)
            .collect(Collectors.toSet());
    return value.texts().stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !known.contains(line))
        .distinct()
        .collect(Collectors.joining(" ⏎ "));
  }
}

package dev.whichhop.flows.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values by line and time. Of too many lines the smallest become one, {@code others (12)}, where
 * values may be added; else each of them goes, and {@code left out (12)} has no values.
 */
final class LineTable {
  /** More cannot be told apart in one picture. */
  private static final int MOST = 8;

  private final boolean additive;
  private final Words words;
  private final Map<String, Map<String, Double>> byLine = new TreeMap<>();
  private final TreeMap<String, Boolean> times = new TreeMap<>();

  /**
   * @param additive whether the sum of two values means something
   */
  LineTable(boolean additive, Words words) {
    this.additive = additive;
    this.words = words;
  }

  void add(String time, String line, @Nullable Double value) {
    times.put(time, true);
    Map<String, Double> values = byLine.computeIfAbsent(line, _ -> new HashMap<>());
    if (value != null) {
      values.merge(time, value, Double::sum);
    }
  }

  Graph.Series series(String measure) {
    List<Map.Entry<String, Map<String, Double>>> lines = new ArrayList<>(byLine.entrySet());
    lines.sort(
        Comparator.comparingDouble(
                (Map.Entry<String, Map<String, Double>> one) -> -sum(one.getValue()))
            .thenComparing(Map.Entry::getKey));
    List<Graph.Line> drawn = new ArrayList<>();
    int shown = lines.size() > MOST ? MOST - 1 : lines.size();
    for (Map.Entry<String, Map<String, Double>> one : lines.subList(0, shown)) {
      drawn.add(new Graph.Line(one.getKey(), values(one.getValue())));
    }
    if (shown < lines.size()) {
      Map<String, Double> others = new HashMap<>();
      if (additive) {
        lines
            .subList(shown, lines.size())
            .forEach(one ->
                one.getValue().forEach((time, value) -> others.merge(time, value, Double::sum)));
      }
      String name = additive ? words.others() : words.leftOut();
      drawn.add(new Graph.Line(name + " (" + (lines.size() - shown) + ")", values(others)));
    }
    return new Graph.Series(measure, List.copyOf(times.keySet()), drawn);
  }

  private List<@Nullable Double> values(Map<String, Double> line) {
    List<@Nullable Double> values = new ArrayList<>();
    times.keySet().forEach(time -> values.add(line.get(time)));
    return values;
  }

  private static double sum(Map<String, Double> values) {
    return values.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}

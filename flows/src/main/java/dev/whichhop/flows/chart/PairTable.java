package dev.whichhop.flows.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values by pair. Of too many names on a side the smallest become one, {@code others (12)}, where
 * values may be added; else they have no values, {@code left out (12)}.
 */
final class PairTable {
  /** More rows or columns cannot be read in one picture. */
  private static final int MOST = 30;

  private final boolean additive;
  private final Words words;

  /**
   * @param additive whether the sum of two values means something
   */
  PairTable(boolean additive, Words words) {
    this.additive = additive;
    this.words = words;
  }

  private record Pair(String from, String to) {}

  private final Map<Pair, Double> values = new HashMap<>();
  private final Map<String, Double> fromSums = new TreeMap<>();
  private final Map<String, Double> toSums = new TreeMap<>();

  void add(String from, String to, double value) {
    values.merge(new Pair(from, to), value, Double::sum);
    fromSums.merge(from, value, Double::sum);
    toSums.merge(to, value, Double::sum);
  }

  Graph.Pairs pairs(String measure, boolean flows) {
    List<String> from = largest(fromSums);
    List<String> to = largest(toSums);
    Map<String, Integer> rows = places(from);
    Map<String, Integer> columns = places(to);
    double[][] cells = new double[from.size()][to.size()];
    values.forEach((pair, value) -> {
      int row = rows.getOrDefault(pair.from(), from.size() - 1);
      int column = columns.getOrDefault(pair.to(), to.size() - 1);
      boolean shown = rows.containsKey(pair.from()) && columns.containsKey(pair.to());
      if (shown || additive) {
        cells[row][column] += value;
      }
    });
    List<List<Double>> table = new ArrayList<>();
    for (double[] row : cells) {
      List<Double> list = new ArrayList<>();
      for (double cell : row) {
        list.add(cell);
      }
      table.add(list);
    }
    return new Graph.Pairs(measure, flows, from, to, table);
  }

  private List<String> largest(Map<String, Double> sums) {
    List<String> names =
        new ArrayList<>(
            sums.entrySet().stream()
                .sorted(
                    Comparator.comparingDouble((Map.Entry<String, Double> one) -> -one.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList());
    if (names.size() <= MOST) {
      return names;
    }
    int others = names.size() - (MOST - 1);
    List<String> shown = new ArrayList<>(names.subList(0, MOST - 1));
    shown.add((additive ? words.others() : words.leftOut()) + " (" + others + ")");
    return shown;
  }

  /** The place of each name that is shown; the others share the last one. */
  private static Map<String, Integer> places(List<String> shown) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < shown.size(); i++) {
      places.put(shown.get(i), i);
    }
    return places;
  }
}

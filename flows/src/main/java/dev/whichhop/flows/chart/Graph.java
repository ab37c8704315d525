package dev.whichhop.flows.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a picture shows. */
public sealed interface Graph {

  /** Kinds of pictures. */
  enum Kind {
    /** Lines over time. */
    SERIES,
    /** A bar for each group. */
    BARS,
    /** A square for each pair of groups. */
    HEATMAP,
    /** A band from the one group to the other. */
    SANKEY
  }

  /** Name of what is counted. */
  String measure();

  /**
   * Lines over time.
   *
   * @param times as the result has them, in order; the same for all lines
   */
  record Series(String measure, List<String> times, List<Line> lines) implements Graph {
    public Series {
      times = List.copyOf(times);
      lines = List.copyOf(lines);
    }
  }

  /**
   * One line.
   *
   * @param values of each time; null where the result has none
   */
  record Line(String name, List<@Nullable Double> values) {}

  /** Bars in the order of the result. */
  record Bars(String measure, List<Bar> bars) implements Graph {
    public Bars {
      bars = List.copyOf(bars);
    }
  }

  /** One bar. */
  record Bar(String name, double value) {}

  /**
   * What goes from each of one list to each of another.
   *
   * @param flows as a band, or as a square of a table
   * @param values by index of {@code from}, then of {@code to}; 0 where the result has none
   */
  record Pairs(
      String measure, boolean flows, List<String> from, List<String> to, List<List<Double>> values)
      implements Graph {
    public Pairs {
      from = List.copyOf(from);
      to = List.copyOf(to);
      values = values.stream().map(List::copyOf).toList();
    }

    public double value(int one, int other) {
      return values.get(one).get(other);
    }
  }
}

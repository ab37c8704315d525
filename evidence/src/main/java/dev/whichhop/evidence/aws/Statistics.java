package dev.whichhop.evidence.aws;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * CloudWatch's answers in {@code --output text}. Points of {@code get-metric-statistics} are the
 * statistics that were asked for in the order of their names, the time and the unit; which
 * statistics, only the command tells.
 */
final class Statistics {
  private static final String OPTION = "--statistics";

  private final List<String> asked;
  private final Problems problems;
  private boolean untoldReported;
  private final List<Node> answers = new ArrayList<>();
  private final List<Node> points = new ArrayList<>();
  private final List<Node> times = new ArrayList<>();
  private final List<Node> values = new ArrayList<>();
  private Node label = new Node.Missing(Place.file(""));
  private Node result = new Node.Missing(Place.file(""));

  Statistics(String command, Problems problems) {
    this.problems = problems;
    String[] words = command.split("[\\s,]+", -1);
    TreeSet<String> names = new TreeSet<>();
    int at = Arrays.asList(words).indexOf(OPTION);
    for (int i = at + 1; at >= 0 && i < words.length && !words[i].startsWith("-"); i++) {
      names.add(words[i]);
    }
    asked = List.copyOf(names);
  }

  /** A line without a section: the metric's name, which stands above its points. */
  void label(String text, Place place) {
    flush();
    label = Nodes.scalar(place, "Label", text);
  }

  void datapoint(String row, Place place) {
    String[] cells = row.split("\\s+", -1);
    List<String> numbers = new ArrayList<>();
    int at = 0;
    while (at < cells.length && cells[at].matches("-?[\\d.]+(?:[eE][-+]?\\d+)?")) {
      numbers.add(cells[at++]);
    }
    List<Object> point = new ArrayList<>();
    point.add("Timestamp");
    point.add(at < cells.length ? cells[at] : "");
    point.add("Unit");
    point.add(at + 1 < cells.length ? cells[at + 1] : "");
    if (!numbers.isEmpty() && numbers.size() == asked.size()) {
      for (int i = 0; i < numbers.size(); i++) {
        point.add(asked.get(i));
        point.add(numbers.get(i));
      }
    } else if (numbers.size() == 1) {
      point.add("ExtendedStatistics");
      point.add(new Node.Mapping(place, Map.of("", Nodes.scalar(place, "", numbers.getFirst()))));
    } else {
      reportUntold(place);
      return;
    }
    points.add(Nodes.mapping(place, point.toArray()));
  }

  private void reportUntold(Place place) {
    if (!untoldReported) {
      untoldReported = true;
      problems.reportCut(
          place,
          "expected the command above, whose --statistics tell what these numbers are; use --output"
              + " json");
    }
  }

  /** {@code m1 TCP_ELB_Reset_Count Complete}: Id, Label, StatusCode. */
  void result(String row, Place place) {
    flush();
    int first = row.indexOf('\t') < 0 ? row.indexOf(' ') : row.indexOf('\t');
    int last = Math.max(row.lastIndexOf('\t'), row.lastIndexOf(' '));
    boolean labelled = first >= 0 && first < last;
    result =
        Nodes.mapping(
            place,
            "Id",
            first < 0 ? row : row.substring(0, first),
            "Label",
            labelled ? row.substring(first, last).strip() : "");
  }

  void timestamp(String text, Place place) {
    times.add(Nodes.scalar(place, "Timestamps", text));
  }

  void value(String text, Place place) {
    values.add(Nodes.scalar(place, "Values", text));
  }

  private void flush() {
    if (!points.isEmpty()) {
      answers.add(
          Nodes.mapping(
              points.getFirst().place(),
              "Label",
              label,
              "Datapoints",
              new Node.Sequence(points.getFirst().place(), points)));
    }
    if (!times.isEmpty()) {
      Node whole =
          Nodes.mapping(
              result.place(),
              "Id",
              result.get("Id"),
              "Label",
              result.get("Label"),
              "Timestamps",
              new Node.Sequence(result.place(), times),
              "Values",
              new Node.Sequence(result.place(), values));
      answers.add(
          Nodes.mapping(
              result.place(),
              "MetricDataResults",
              new Node.Sequence(result.place(), List.of(whole))));
    }
    points.clear();
    times.clear();
    values.clear();
  }

  List<Node> answers() {
    flush();
    return answers;
  }
}

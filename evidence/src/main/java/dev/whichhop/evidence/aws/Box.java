package dev.whichhop.evidence.aws;

import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A box with its title, what stands in it and the boxes inside.
 *
 * <p>A box has either a line of headers with rows below it, or a key and a value in each line, or a
 * plain list. Several boxes of one title are the elements of a list.
 */
final class Box {
  private final String title;
  private final Place place;
  private final List<List<BoxLine>> blocks = new ArrayList<>();
  private final List<Box> inside = new ArrayList<>();

  private Box(String title, Place place) {
    this.title = title;
    this.place = place;
  }

  String title() {
    return title;
  }

  /** The outermost box; null when the lines are none. */
  static @Nullable Box of(List<BoxLine> lines) {
    if (lines.isEmpty() || lines.getFirst().cells().size() != 1) {
      return null;
    }
    List<Box> open = new ArrayList<>();
    boolean afterRule = true;
    for (BoxLine line : lines) {
      if (line.isRule()) {
        afterRule = true;
        if (!open.isEmpty()) {
          open.getLast().blocks.add(new ArrayList<>());
        }
        continue;
      }
      int depth = line.depth();
      boolean title = afterRule && line.cells().size() == 1 && !isRowOf(open, depth);
      if (title && depth <= open.size() + 1) {
        Box box = new Box(line.cells().getFirst(), line.place());
        while (open.size() >= depth) {
          open.removeLast();
        }
        if (!open.isEmpty()) {
          open.getLast().inside.add(box);
        }
        open.add(box);
      } else if (depth <= open.size() && !open.get(depth - 1).blocks.isEmpty()) {
        open.get(depth - 1).blocks.getLast().add(line);
      }
      afterRule = false;
    }
    return open.isEmpty() ? null : open.getFirst();
  }

  /** The line right below a title's rule belongs to that box: it is the first of a plain list. */
  private static boolean isRowOf(List<Box> open, int depth) {
    if (open.size() != depth) {
      return false;
    }
    List<List<BoxLine>> blocks = open.getLast().blocks;
    return blocks.size() == 1 && blocks.getFirst().isEmpty();
  }

  private List<List<BoxLine>> filled() {
    return blocks.stream().filter(block -> !block.isEmpty()).toList();
  }

  /** Headers stand alone between two rules and have as many cells as the rows below. */
  private boolean hasHeaders() {
    List<List<BoxLine>> filled = filled();
    return filled.size() == 2
        && filled.getFirst().size() == 1
        && filled.getFirst().getFirst().cells().size()
            == filled.getLast().getFirst().cells().size();
  }

  /** Rows of which nothing says what their cells are. */
  List<BoxLine> namelessRows() {
    List<BoxLine> rows = new ArrayList<>();
    filled().forEach(rows::addAll);
    return rows;
  }

  /** The box as the JSON of the same answer. */
  Node node() {
    List<Node> rows = rows();
    return rows.isEmpty() ? withInside(Map.of()) : rows.getFirst();
  }

  /** The elements that this box holds: one, or one for each row below headers. */
  private List<Node> rows() {
    List<List<BoxLine>> filled = filled();
    List<Node> rows = new ArrayList<>();
    if (hasHeaders()) {
      List<String> headers = filled.getFirst().getFirst().cells();
      for (BoxLine line : filled.getLast()) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(headers.size(), line.cells().size()); i++) {
          put(entries, headers.get(i), line.cells().get(i), line.place());
        }
        rows.add(filled.getLast().size() == 1 ? withInside(entries) : mapping(entries));
      }
      return rows;
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    for (BoxLine line : namelessRows()) {
      if (line.cells().size() == 2) {
        put(entries, line.cells().getFirst(), line.cells().getLast(), line.place());
      } else if (line.cells().size() == 1) {
        rows.add(new Node.Scalar(line.place(), line.cells().getFirst()));
      }
    }
    return rows.isEmpty() ? List.of(withInside(entries)) : rows;
  }

  private static void put(Map<String, Node> into, String key, String value, Place place) {
    into.put(key, Nodes.scalar(place, key, value));
  }

  private Node mapping(Map<String, Node> entries) {
    return new Node.Mapping(place, entries);
  }

  /** With the boxes inside; a title that comes again, or names several, is that of a list. */
  private Node withInside(Map<String, Node> own) {
    Map<String, Node> entries = new LinkedHashMap<>(own);
    Map<String, List<Node>> lists = new LinkedHashMap<>();
    for (Box box : inside) {
      lists.computeIfAbsent(box.title, _ -> new ArrayList<>()).addAll(box.rows());
    }
    lists.forEach((name, elements) ->
        entries.put(
            name,
            name.endsWith("s") || elements.size() > 1
                ? new Node.Sequence(elements.getFirst().place(), elements)
                : elements.getFirst()));
    return mapping(entries);
  }
}

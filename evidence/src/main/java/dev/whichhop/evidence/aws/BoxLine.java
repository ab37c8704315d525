package dev.whichhop.evidence.aws;

import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a table of boxes: {@code || State | healthy ||}.
 *
 * @param depth how many boxes it stands in, 1 the outermost
 * @param cells none for a rule, {@code |+----+----+|}
 */
record BoxLine(int depth, List<String> cells, Place place) {
  static BoxLine of(String line) {
    String text = line.strip();
    int depth = 0;
    while (depth < text.length() && text.charAt(depth) == '|') {
      depth++;
    }
    if (depth == 0 || text.length() <= 2 * depth || text.charAt(depth) == '+') {
      return new BoxLine(depth + 1, List.of(), Place.file(""));
    }
    List<String> cells = new ArrayList<>();
    for (String cell : text.substring(depth, text.length() - depth).split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return new BoxLine(depth, cells, Place.file(""));
  }

  BoxLine at(Place where) {
    return new BoxLine(depth, cells, where);
  }

  boolean isRule() {
    return cells.isEmpty();
  }
}

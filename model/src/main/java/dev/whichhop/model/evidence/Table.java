package dev.whichhop.model.evidence;

import java.util.List;
import java.util.Map;

/**
 * A plain table as kubectl and istioctl print it.
 *
 * @param kind what its rows are: {@code pods}, {@code nodes}, {@code services}, {@code
 *     proxy-status}, {@code proxy-config-clusters} …; {@code unknown} when no reader knew it
 */
public record Table(String kind, List<String> headers, List<Row> rows) {

  /** One row: cells by header, as printed. */
  public record Row(Map<String, String> cells, Evidence evidence) {
    /** The cell below {@code header}, empty when the table has no such column. */
    public String cell(String header) {
      return cells.getOrDefault(header, "");
    }
  }
}

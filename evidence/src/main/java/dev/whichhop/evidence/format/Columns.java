package dev.whichhop.evidence.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a plain table, from the offsets of its header line.
 *
 * <p>kubectl and istioctl pad columns with at least two spaces (Go's tabwriter), while headers and
 * cells may contain single spaces ({@code SERVICE FQDN}, {@code NOT SENT}) or be empty, so neither
 * words nor gaps alone tell the cells. Rows that do not keep the offsets (edited by hand, or
 * columns aligned to the right) are cut at gaps of two spaces and each piece goes to the column
 * above it.
 */
public final class Columns {
  private record Span(int start, int end) {}

  private final List<String> headers;
  private final List<Span> spans;
  private final int gap;

  private Columns(String header, int gap) {
    this.spans = pieces(header, gap);
    this.headers = spans.stream().map(span -> header.substring(span.start(), span.end())).toList();
    this.gap = gap;
  }

  /** The columns below {@code header}; a single one when the line has no gaps. */
  public static Columns of(String header) {
    return new Columns(header, 2);
  }

  /**
   * The columns below a header of single words. {@code istioctl proxy-config listener} pads with
   * one space only.
   */
  public static Columns ofWords(String header) {
    return new Columns(header, 1);
  }

  public List<String> headers() {
    return headers;
  }

  /** The cells of a row by header, as printed without padding; every header has a cell. */
  public Map<String, String> cells(String row) {
    Map<String, String> cells = new LinkedHashMap<>();
    headers.forEach(header -> cells.put(header, ""));
    if (keepsOffsets(row)) {
      for (int i = 0; i < spans.size(); i++) {
        int start = i == 0 ? 0 : Math.min(row.length(), spans.get(i).start());
        int end =
            i + 1 < spans.size() ? Math.min(row.length(), spans.get(i + 1).start()) : row.length();
        cells.put(headers.get(i), row.substring(start, end).strip());
      }
      return cells;
    }
    List<Span> pieces = pieces(row, gap);
    int column = -1;
    for (int i = 0; i < pieces.size(); i++) {
      Span piece = pieces.get(i);
      int remaining = pieces.size() - i - 1;
      column =
          pieces.size() == spans.size()
              ? i
              : nearest(piece, column + 1, Math.max(column + 1, spans.size() - 1 - remaining));
      if (column < spans.size()) {
        cells.put(headers.get(column), row.substring(piece.start(), piece.end()));
      }
    }
    return cells;
  }

  private boolean keepsOffsets(String row) {
    for (int i = 1; i < spans.size(); i++) {
      int start = spans.get(i).start();
      if (start - 1 < row.length() && !Character.isWhitespace(row.charAt(start - 1))) {
        return false;
      }
    }
    return true;
  }

  private int nearest(Span piece, int from, int to) {
    int best = from;
    int bestDistance = Integer.MAX_VALUE;
    for (int i = from; i <= to && i < spans.size(); i++) {
      Span span = spans.get(i);
      int distance = Math.max(0, Math.max(span.start() - piece.end(), piece.start() - span.end()));
      if (distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Runs of text that are apart by at least {@code gap} spaces or a tab. */
  private static List<Span> pieces(String line, int gap) {
    List<Span> pieces = new ArrayList<>();
    int start = -1;
    int end = 0;
    for (int i = 0; i < line.length(); i++) {
      if (Character.isWhitespace(line.charAt(i))) {
        continue;
      }
      boolean apart = i - end >= gap || (i > end && line.charAt(i - 1) == '\t');
      if (start >= 0 && apart) {
        pieces.add(new Span(start, end));
        start = i;
      } else if (start < 0) {
        start = i;
      }
      end = i + 1;
    }
    if (start >= 0) {
      pieces.add(new Span(start, end));
    }
    return pieces;
  }
}

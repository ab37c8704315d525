package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.records.CsvRow;
import dev.whichhop.records.log.LogEnvelope;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers over time in a table: one column of times and a column for each series, as the panels of
 * Grafana and the console of CloudWatch export them; or three columns, series, time and value.
 *
 * <p>The name of a series is in the header, as {@code name{label="value"}} or as a legend that a
 * user chose; where a column is called only "value", the file's name is that of the series.
 * CloudWatch puts several rows above the numbers: labels, metric, statistic.
 */
public final class MetricCsvReader implements Reader {
  /** Below a table of requests and one of log lines, which have times too. */
  private static final int SURE = 90;

  private static final List<String> SERIES = List.of("series", "metric", "name", "label");
  private static final List<String> TIMES =
      List.of("time", "timestamp", "date", "datetime", "ts", "_time");
  private static final List<String> VALUES = List.of("value", "_value", "sum", "average");

  @Override
  public String format() {
    return "metric-csv";
  }

  @Override
  public int recognises(TextFile file) {
    Table table = new Table(file);
    int at = file.firstLine();
    for (String line : file.head()) {
      table.line(line, at++);
    }
    return table.isNumbers() ? SURE : 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Table table = new Table(file);
    file.forEachLine(table::line);
    if (table.skipped > 0) {
      problems.report(
          file.at(table.firstSkipped), table.skipped + " cells that are no plain numbers");
    }
    table.series().forEach(into::add);
  }

  /** The table while it is read. */
  private static final class Table {
    private final TextFile file;
    private final List<List<String>> headers = new ArrayList<>();
    private final Map<String, Series> series = new TreeMap<>();
    private char separator = ',';
    private int rows;
    private int numbers;
    private int skipped;
    private int firstSkipped;

    Table(TextFile file) {
      this.file = file;
    }

    private record Series(
        String header, int column, Place place, List<MetricSeries.Point> points) {}

    void line(String line, int number) {
      if (line.isBlank() || line.startsWith("#")) {
        return;
      }
      if (headers.isEmpty()) {
        separator = CsvRow.separator(line);
      }
      List<String> cells = CsvRow.of(line, separator).stream().map(String::strip).toList();
      int timeColumn = timeColumn(cells);
      Instant time = timeColumn < 0 ? null : time(cells.get(timeColumn));
      if (time == null) {
        if (rows == 0) {
          headers.add(cells);
        }
        return;
      }
      rows++;
      int named = column(SERIES);
      for (int i = 0; i < cells.size(); i++) {
        if (i != timeColumn && i != named && !cells.get(i).isEmpty()) {
          cell(cells, i, named, time, number);
        }
      }
    }

    private void cell(List<String> cells, int column, int named, Instant time, int number) {
      OptionalDouble value = number(cells.get(column));
      if (value.isEmpty()) {
        firstSkipped = skipped == 0 ? number : firstSkipped;
        skipped++;
        return;
      }
      numbers++;
      String header = named >= 0 && named < cells.size() ? cells.get(named) : header(column);
      series
          .computeIfAbsent(
              column + " " + header,
              _ -> new Series(header, column, file.at(number), new ArrayList<>()))
          .points
          .add(new MetricSeries.Point(time, value.getAsDouble()));
    }

    /** Two columns or more, all but the times and names numbers. */
    boolean isNumbers() {
      return !headers.isEmpty() && rows > 0 && numbers > 0 && numbers >= 9 * skipped;
    }

    /** The column of times is named so, or is the first. */
    private int timeColumn(List<String> cells) {
      int named = column(TIMES);
      return cells.size() < 2 ? -1 : named >= 0 && named < cells.size() ? named : 0;
    }

    private int column(List<String> words) {
      for (int i = 0; !headers.isEmpty() && i < headers.getFirst().size(); i++) {
        if (words.contains(headers.getFirst().get(i).toLowerCase(Locale.ROOT))) {
          return headers.size() == 1 ? i : -1;
        }
      }
      return -1;
    }

    private String header(int column) {
      String name = headers.isEmpty() ? "" : headerIn(headers.getFirst(), column);
      return name.isEmpty() || VALUES.contains(name.toLowerCase(Locale.ROOT))
          ? SeriesName.ofFile(file.name())
          : name;
    }

    private static String headerIn(List<String> header, int column) {
      return column < header.size() ? header.get(column) : "";
    }

    List<MetricSeries> series() {
      List<MetricSeries> found = new ArrayList<>();
      for (Series one : series.values()) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (List<String> header : headers) {
          String key = header.getFirst().toLowerCase(Locale.ROOT);
          String value = headerIn(header, one.column);
          if (!value.isEmpty() && !TIMES.contains(key) && headers.size() > 1) {
            labels.put(key.equals("statistic") ? "stat" : key, value);
          }
        }
        String name = labels.getOrDefault("metric name", one.header);
        PrometheusSample written =
            PrometheusSample.parse(name + (name.endsWith("}") ? " =>" : "") + " 0");
        if (written != null && name.indexOf('{') >= 0) {
          labels.putAll(written.labels());
          name = written.nameAt(one.place);
        }
        List<MetricSeries.Point> points =
            one.points.stream().sorted(Comparator.comparing(MetricSeries.Point::time)).toList();
        found.add(new MetricSeries(name, labels, points, one.place));
      }
      return found;
    }

    private static @Nullable Instant time(String cell) {
      return cell.isEmpty() || cell.length() < "13:00".length() ? null : LogEnvelope.time(cell);
    }

    private static OptionalDouble number(String cell) {
      try {
        return OptionalDouble.of(Double.parseDouble(cell));
      } catch (NumberFormatException none) {
        return OptionalDouble.empty();
      }
    }
  }
}

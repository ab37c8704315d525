package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus' text exposition format 0.0.4 and OpenMetrics, whole or filtered with grep: Envoy's
 * and Istio's {@code /stats/prometheus}, istiod's and Knative's {@code /metrics}. Also what {@code
 * promtool query instant} and {@code promtool query range} print.
 *
 * <p>A file may hold {@value #SERIES_KEPT} series; further ones are counted and reported.
 */
public final class PrometheusTextReader implements Reader {
  private static final int SERIES_KEPT = 100_000;

  /**
   * Surer than the log reader can be: no log has a metric's name and labels in nearly every line.
   */
  private static final int LABELLED = 92;

  @Override
  public String format() {
    return "prometheus-text";
  }

  @Override
  public int recognises(TextFile file) {
    int lines = 0;
    int samples = 0;
    int labelled = 0;
    boolean typed = false;
    for (String line : file.head()) {
      if (line.startsWith("# TYPE ") || line.startsWith("# HELP ")) {
        typed = true;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        lines++;
        PrometheusSample heading = PrometheusSample.heading(line);
        PrometheusSample sample = heading == null ? PrometheusSample.parse(line) : heading;
        samples += sample == null && PrometheusSample.point(line) == null ? 0 : 1;
        labelled += sample == null || sample.labels().isEmpty() ? 0 : 1;
      }
    }
    if (samples * 10 < lines * 8 || (samples == 0 && !typed)) {
      return 0;
    }
    if (typed) {
      return 97;
    }
    return labelled > 0 ? LABELLED : 30;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Samples samples = new Samples(file, into, problems);
    file.forEachLine(samples::line);
    samples.end();
  }

  private static final class Samples {
    private final TextFile file;
    private final BundleBuilder into;
    private final Problems problems;
    private final List<MetricSeries.Point> points = new ArrayList<>();
    private @Nullable PrometheusSample heading;
    private Place headingAt;
    private int kept;

    Samples(TextFile file, BundleBuilder into, Problems problems) {
      this.file = file;
      this.into = into;
      this.problems = problems;
      this.headingAt = file.at(file.firstLine());
    }

    void line(String line, int number) {
      if (line.isBlank() || line.startsWith("#")) {
        return;
      }
      Place place = file.at(number);
      MetricSeries.Point point = heading == null ? null : PrometheusSample.point(line);
      if (point != null) {
        points.add(point);
        return;
      }
      end();
      heading = PrometheusSample.heading(line);
      headingAt = place;
      if (heading != null) {
        return;
      }
      PrometheusSample sample = PrometheusSample.parse(line);
      if (sample == null) {
        problems.report(place, "expected name{labels} value");
      } else {
        keep(sample.series(place));
      }
    }

    /** Keeps the series whose points came line by line. */
    void end() {
      if (heading != null) {
        keep(
            new MetricSeries(
                heading.nameAt(headingAt), heading.labels(), List.copyOf(points), headingAt));
        heading = null;
        points.clear();
      }
    }

    private void keep(MetricSeries series) {
      if (kept < SERIES_KEPT) {
        kept++;
        into.add(series);
      } else {
        problems.report(
            series.place(), "more than " + SERIES_KEPT + " series; this one is left out");
      }
    }
  }
}

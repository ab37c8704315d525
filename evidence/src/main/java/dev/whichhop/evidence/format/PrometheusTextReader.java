package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;

/**
 * Prometheus' text exposition format 0.0.4 and OpenMetrics, whole or filtered with grep: Envoy's
 * and Istio's {@code /stats/prometheus}, istiod's and Knative's {@code /metrics}.
 *
 * <p>A file may hold {@value #SERIES_KEPT} series; further ones are counted and reported.
 */
public final class PrometheusTextReader implements Reader {
  private static final int SERIES_KEPT = 100_000;

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
        PrometheusSample sample = PrometheusSample.parse(line);
        samples += sample == null ? 0 : 1;
        labelled += sample == null || sample.labels().isEmpty() ? 0 : 1;
      }
    }
    if (samples * 10 < lines * 8 || (samples == 0 && !typed)) {
      return 0;
    }
    if (typed) {
      return 97;
    }
    return labelled > 0 ? 88 : 30;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Counter counter = new Counter();
    file.forEachLine((line, number) -> {
      if (line.isBlank() || line.startsWith("#")) {
        return;
      }
      Place place = file.at(number);
      PrometheusSample sample = PrometheusSample.parse(line);
      if (sample == null) {
        problems.report(place, "expected name{labels} value");
      } else if (counter.kept < SERIES_KEPT) {
        counter.kept++;
        into.add(sample.series(place));
      } else {
        problems.report(place, "more than " + SERIES_KEPT + " series; this one is left out");
      }
    });
  }

  private static final class Counter {
    private int kept;
  }
}

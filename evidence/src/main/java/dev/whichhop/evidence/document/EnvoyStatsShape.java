package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.format.EnvoyStatistic;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import java.util.List;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/**
 * Envoy's {@code /stats?format=json}: counters and gauges as series, histograms as text settings in
 * the words of the text page ({@code P50(interval,cumulative) …}).
 */
public final class EnvoyStatsShape implements DocumentShape {

  @Override
  public String format() {
    return "envoy-stats-json";
  }

  @Override
  public boolean recognises(Node root) {
    List<Node> stats = root.get("stats").items();
    return !stats.isEmpty()
        && stats.stream()
            .limit(20)
            .allMatch(stat ->
                stat.get("histograms").exists()
                    || (stat.get("name").exists() && stat.get("value").exists()));
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    for (Node stat : root.get("stats").items()) {
      OptionalDouble value = stat.get("value").number();
      String name = stat.get("name").textOrEmpty();
      if (value.isPresent()) {
        into.add(EnvoyStatistic.series(name, value.getAsDouble(), stat.place()));
      } else if (stat.get("value").exists()) {
        into.add(new Setting(name, stat.get("value").textOrEmpty(), stat.get("value").evidence()));
      } else if (!stat.get("histograms").exists()) {
        problems.report(stat.place(), "expected name and value, or histograms");
      }
      histograms(stat.get("histograms"), into);
    }
  }

  private static void histograms(Node histograms, BundleBuilder into) {
    List<Node> quantiles = histograms.get("supported_quantiles").items();
    for (Node computed : histograms.get("computed_quantiles").items()) {
      List<Node> values = computed.get("values").items();
      if (values.stream().allMatch(value -> value.get("cumulative").text().isEmpty())) {
        continue;
      }
      StringJoiner text = new StringJoiner(" ");
      for (int i = 0; i < Math.min(values.size(), quantiles.size()); i++) {
        text.add(
            "P"
                + quantiles.get(i).textOrEmpty()
                + "("
                + values.get(i).get("interval").text().orElse("nan")
                + ","
                + values.get(i).get("cumulative").text().orElse("nan")
                + ")");
      }
      Node name = computed.get("name");
      into.add(new Setting(name.textOrEmpty(), text.toString(), name.evidence()));
    }
  }
}

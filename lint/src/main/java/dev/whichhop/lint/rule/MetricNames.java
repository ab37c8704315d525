package dev.whichhop.lint.rule;

import dev.whichhop.knowledge.KnownNames;
import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Passage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics under Istio's own names that Istio never had, and those of Knative that were renamed. A
 * word counts as a metric only where it is used as one: with braces, a range or an aggregation, or
 * with the ending of a counter or histogram.
 */
final class MetricNames implements Rule {
  private static final Pattern ISTIO =
      Pattern.compile(
          "(?<![\\w:./-])((?:istio|pilot|istiod|citadel|galley)_[a-z0-9_]+)(?=\\s*[{\\[]|\\b)(?![\\w:*/.-]*[*:/])");

  private static final Pattern USED = Pattern.compile("\\s*[{\\[].*", Pattern.DOTALL);
  private static final Pattern ENDING =
      Pattern.compile("(?:_total|_bucket|_sum|_count|_milliseconds|_bytes|_seconds)$");
  private static final Pattern SERIES = Pattern.compile("_(?:bucket|sum|count)$");
  private static final Pattern ENVOY_CLUSTER =
      Pattern.compile(
          "(?<![\\w:./-])envoy_cluster_(?:upstream_(?:cx|rq)|outlier_detection|circuit_breakers)_[a-z0-9_]+(?![\\w:*])");

  /** Counters of one status code or class: {@code upstream_rq_503}, {@code upstream_rq_5xx}. */
  private static final Pattern STATUS =
      Pattern.compile("envoy_cluster_upstream_rq_[1-5](?:xx|\\d\\d)");

  private static final Pattern OLD_KNATIVE =
      Pattern.compile("(?<![\\w:./-])((?:autoscaler|activator|revision|queue)_[a-z_]+)(?![\\w:*])");

  private final Map<String, String> known = new TreeMap<>(KnownNames.load("istio-metrics"));
  private final Map<String, String> renamed = KnownNames.load("knative-renamed-metrics");

  MetricNames() {
    known.putAll(KnownNames.load("control-plane-metrics"));
    known.putAll(KnownNames.load("envoy-cluster-metrics"));
  }

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Passage passage : content.passages()) {
        istio(passage, content, into);
        envoy(passage, content, into);
        knative(passage, content, into);
      }
    }
  }

  private void istio(Passage passage, Content content, Findings into) {
    String text = passage.text().text();
    Matcher matcher = ISTIO.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      boolean metric =
          ENDING.matcher(name).find() || USED.matcher(text.substring(matcher.end())).matches();
      String family = SERIES.matcher(name).replaceFirst("");
      if (metric && !isKnown(name) && !isKnown(family) && !name.startsWith("istio_agent_")) {
        report(name, matcher.start(), passage, content, into);
      }
    }
  }

  private void envoy(Passage passage, Content content, Findings into) {
    Matcher matcher = ENVOY_CLUSTER.matcher(passage.text().text());
    while (matcher.find()) {
      String name = matcher.group();
      String family = SERIES.matcher(name).replaceFirst("");
      if (!isKnown(name) && !isKnown(family) && !STATUS.matcher(name).matches()) {
        report(name, matcher.start(), passage, content, into);
      }
    }
  }

  private void report(String name, int at, Passage passage, Content content, Findings into) {
    into.at(
        passage.text(),
        at,
        "unknown-metric",
        Map.of("metric", name, "nearest", Nearest.of(name, known.keySet()).orElse("–")),
        content);
  }

  private boolean isKnown(String name) {
    return known.containsKey(name) || known.containsKey(name.replaceFirst("_total$", ""));
  }

  private void knative(Passage passage, Content content, Findings into) {
    Matcher matcher = OLD_KNATIVE.matcher(passage.text().text());
    while (matcher.find()) {
      String name = SERIES.matcher(matcher.group(1)).replaceFirst("");
      String now = renamed.getOrDefault(matcher.group(1), renamed.get(name));
      if (now != null) {
        into.at(
            passage.text(),
            matcher.start(),
            "renamed-metric",
            Map.of("metric", matcher.group(1), "instead", now),
            content);
      }
    }
  }
}

package dev.whichhop.evidence.load;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.document.DocumentShape;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;
import java.util.Map;

/**
 * JSON reports of load tools: fortio ({@code RetCodes}), vegeta ({@code status_codes}), k6 ({@code
 * --summary-export} and {@code handleSummary}), siege, and our own probe ({@code ProbeLoad}).
 */
public final class LoadJsonShape implements DocumentShape {

  @Override
  public String format() {
    return "load-report-json";
  }

  @Override
  public boolean recognises(Node root) {
    return !tool(root).isEmpty();
  }

  private static String tool(Node root) {
    if (root.get("RetCodes").exists() && root.get("DurationHistogram").exists()) {
      return "fortio";
    }
    if (root.get("status_codes").exists() && root.get("latencies").exists()) {
      return "vegeta";
    }
    if (root.get("metrics").get("http_reqs").exists()) {
      return "k6";
    }
    if (root.get("kind").textOrEmpty().equals("ProbeLoad")) {
      return "whichhop probe";
    }
    return root.get("failed_transactions").exists() && root.get("transactions").exists()
        ? "siege"
        : "";
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    LoadSummary summary = new LoadSummary();
    String tool = tool(root);
    Node evidence =
        switch (tool) {
          case "fortio" -> fortio(root, summary);
          case "vegeta" -> vegeta(root, summary);
          case "k6" -> k6(root.get("metrics"), summary);
          case "whichhop probe" -> probe(root, summary);
          default -> siege(root, summary);
        };
    into.add(summary.result(tool, evidence.evidence()));
  }

  private static Node fortio(Node root, LoadSummary into) {
    codes(root.get("RetCodes"), into);
    Node histogram = root.get("DurationHistogram");
    histogram.get("Count").whole().ifPresent(into::requests);
    for (Node percentile : histogram.get("Percentiles").items()) {
      into.percentile(
          percentile.get("Percentile").textOrEmpty(),
          percentile.get("Value").number().orElse(-1) * 1000);
    }
    return root.get("RequestedQPS");
  }

  private static Node vegeta(Node root, LoadSummary into) {
    codes(root.get("status_codes"), into);
    root.get("errors").items().forEach(error -> into.error(error.textOrEmpty()));
    root.get("requests").whole().ifPresent(into::requests);
    for (Map.Entry<String, Node> latency : root.get("latencies").entries().entrySet()) {
      if (latency.getKey().endsWith("th")) {
        String percent = latency.getKey().substring(0, latency.getKey().length() - 2);
        into.percentile(percent, latency.getValue().number().orElse(-1) / 1e6);
      }
    }
    return root.get("success");
  }

  private static Node k6(Node metrics, LoadSummary into) {
    Node requests = values(metrics.get("http_reqs"));
    Node failed = values(metrics.get("http_req_failed"));
    requests.get("count").whole().ifPresent(into::requests);
    failed.get("passes").whole().ifPresent(into::failed);
    Node duration = values(metrics.get("http_req_duration"));
    for (Map.Entry<String, Node> statistic : duration.entries().entrySet()) {
      String name = statistic.getKey();
      double millis = statistic.getValue().number().orElse(-1);
      if (name.equals("med")) {
        into.percentile("50", millis);
      } else if (name.startsWith("p(") && name.endsWith(")")) {
        into.percentile(name.substring(2, name.length() - 1), millis);
      }
    }
    return requests.get("count");
  }

  /** {@code handleSummary} has the values one level deeper than {@code --summary-export}. */
  private static Node values(Node metric) {
    return metric.get("values").exists() ? metric.get("values") : metric;
  }

  /** A status is written as the other tools write it, so that their reports can be compared. */
  private static Node probe(Node root, LoadSummary into) {
    root.get("requests").whole().ifPresent(into::requests);
    root.get("failed").whole().ifPresent(into::failed);
    for (Node outcome : root.get("outcomes").items()) {
      String code = outcome.get("code").textOrEmpty();
      String name = code.startsWith("http-") ? code.substring("http-".length()) : code;
      outcome.get("count").whole().ifPresent(count -> into.code(name, count));
    }
    for (Map.Entry<String, Node> latency : root.get("latencyMillis").entries().entrySet()) {
      if (latency.getKey().startsWith("p")) {
        into.percentile(latency.getKey().substring(1), latency.getValue().number().orElse(-1));
      }
    }
    return root.get("requests");
  }

  private static Node siege(Node root, LoadSummary into) {
    root.get("transactions").whole().ifPresent(into::addRequests);
    root.get("failed_transactions").whole().ifPresent(into::addRequests);
    root.get("failed_transactions").whole().ifPresent(into::failed);
    return root.get("failed_transactions");
  }

  private static void codes(Node codes, LoadSummary into) {
    for (Map.Entry<String, Node> code : codes.entries().entrySet()) {
      code.getValue().whole().ifPresent(count -> into.code(code.getKey(), count));
    }
  }
}

package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.diagnosis.view.ProxyContainers.Amount;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many worker threads each proxy runs: {@code server.concurrency}, {@code --concurrency}. */
final class Workers {
  private static final Set<String> GAUGES =
      Set.of("server.concurrency", "envoy_server_concurrency");

  private static final String CONFIG = "proxy.istio.io/config";

  private static final Pattern CONCURRENCY =
      Pattern.compile("\\bconcurrency\"?:\\s*([1-9][0-9]{0,3})\\b");

  private Workers() {}

  /**
   * From statistics, {@code /server_info}, the arguments of the container and the annotation of the
   * pod.
   */
  static List<Amount> of(Bundle bundle) {
    List<Amount> workers = new ArrayList<>();
    for (MetricSeries series : bundle.metrics()) {
      if (GAUGES.contains(series.name()) && series.last() > 0) {
        workers.add(new Amount(ProxyContainers.pod(series), series.last(), series.evidence()));
      }
    }
    Map<String, String> proxies = new HashMap<>();
    for (Setting setting : bundle.settings()) {
      if (setting.key().equals("envoy.node-id")) {
        proxies.put(setting.evidence().place().file(), pod(setting.value()));
      }
    }
    for (Setting setting : bundle.settings()) {
      if (setting.key().equals("envoy.concurrency") && setting.value().matches("[1-9][0-9]{0,3}")) {
        String pod = proxies.getOrDefault(setting.evidence().place().file(), "");
        workers.add(new Amount(pod, Double.parseDouble(setting.value()), setting.evidence()));
      }
    }
    for (KubernetesObject pod : bundle.objects("Pod")) {
      ProxyContainers.spec(pod)
          .map(one -> one.get("args"))
          .ifPresent(arguments -> argument(pod.name(), arguments, workers));
      annotation(pod, workers);
    }
    return workers;
  }

  /** The pod in {@code sidecar~address~pod.namespace~domain}, Istio's name of a proxy. */
  private static String pod(String node) {
    String[] parts = node.split("~", -1);
    int dot = parts.length < 4 ? -1 : parts[2].indexOf('.');
    return dot < 0 ? "" : parts[2].substring(0, dot);
  }

  /** {@code concurrency: 2} in the annotation {@code proxy.istio.io/config}; 0 is all cores. */
  private static void annotation(KubernetesObject pod, List<Amount> into) {
    Matcher set = CONCURRENCY.matcher(pod.annotation(CONFIG));
    if (set.find()) {
      into.add(
          new Amount(
              pod.name(),
              Double.parseDouble(set.group(1)),
              new Evidence(
                  pod.metadata().at("annotations").get(CONFIG).place(), set.group().strip())));
    }
  }

  /** {@code --concurrency 4} in two words or {@code --concurrency=4} in one. */
  private static void argument(String pod, Node arguments, List<Amount> into) {
    List<Node> words = arguments.items();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).textOrEmpty();
      OptionalLong value =
          word.equals("--concurrency") && i + 1 < words.size()
              ? words.get(i + 1).whole()
              : OptionalLong.empty();
      if (value.isPresent() && value.getAsLong() > 0) {
        into.add(new Amount(pod, value.getAsLong(), words.get(i + 1).evidence()));
      }
    }
  }
}

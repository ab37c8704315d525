package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.diagnosis.view.ProxyContainers.Amount;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** How many worker threads each proxy runs: {@code server.concurrency}, {@code --concurrency}. */
final class Workers {
  private static final Set<String> GAUGES =
      Set.of("server.concurrency", "envoy_server_concurrency");

  private Workers() {}

  /** From statistics, {@code /server_info} and the arguments of the container. */
  static List<Amount> of(Bundle bundle) {
    List<Amount> workers = new ArrayList<>();
    for (MetricSeries series : bundle.metrics()) {
      if (GAUGES.contains(series.name()) && series.last() > 0) {
        workers.add(new Amount(ProxyContainers.pod(series), series.last(), series.evidence()));
      }
    }
    for (Setting setting : bundle.settings()) {
      if (setting.key().equals("envoy.concurrency") && setting.value().matches("[1-9][0-9]{0,3}")) {
        workers.add(new Amount("", Double.parseDouble(setting.value()), setting.evidence()));
      }
    }
    for (KubernetesObject pod : bundle.objects("Pod")) {
      ProxyContainers.spec(pod)
          .map(one -> one.get("args"))
          .ifPresent(arguments -> argument(pod.name(), arguments, workers));
    }
    return workers;
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

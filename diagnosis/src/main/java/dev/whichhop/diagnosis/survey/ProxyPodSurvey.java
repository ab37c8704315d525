package dev.whichhop.diagnosis.survey;

import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.diagnosis.view.Quantity;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Table;
import dev.whichhop.model.survey.Row;
import dev.whichhop.model.survey.Row.Agreement;
import dev.whichhop.model.survey.Survey.Subject;
import dev.whichhop.model.survey.Topic;
import dev.whichhop.model.survey.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Resources, workers and log level of the proxies: what the annotations of the workload ask of the
 * injector beside what the running pod got when it was made.
 */
final class ProxyPodSurvey {
  /** Chart defaults, the same from 1.18 to 1.31: istio-envoy facts F1, 3. */
  private static final String CHART = "istio-envoy facts F1: global.proxy.resources of the chart";

  /** The default memory request; an Envoy with a mesh of medium size needs more than half of it. */
  private static final double LEAST_MEMORY = 128.0 * 1024 * 1024;

  /** Above this part of the limit there is hardly anything left to reclaim (facts H12). */
  private static final double NEAR = 0.8;

  private static final Pattern CONCURRENCY =
      Pattern.compile("[\"']?concurrency[\"']?\\s*:\\s*(\\d{1,4})");

  private static final Pattern LOG_LEVEL = Pattern.compile("--proxyLogLevel[= ]([a-z]+)");

  private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet");

  private static final String MEMORY = "container_memory_working_set_bytes";

  private static final Set<String> CONCURRENCY_GAUGES =
      Set.of("server.concurrency", "envoy_server_concurrency");

  private record Resource(String annotation, String list, String name, String byDefault) {}

  /** Annotations of the injection template: istio-envoy facts F31. */
  private static final List<Resource> RESOURCES =
      List.of(
          new Resource("sidecar.istio.io/proxyCPU", "requests", "cpu", "100m"),
          new Resource("sidecar.istio.io/proxyCPULimit", "limits", "cpu", "2000m"),
          new Resource("sidecar.istio.io/proxyMemory", "requests", "memory", "128Mi"),
          new Resource("sidecar.istio.io/proxyMemoryLimit", "limits", "memory", "1024Mi"));

  private final Bundle bundle;

  /** Workloads by namespace. */
  private final Map<String, List<KubernetesObject>> workloads;

  /** Figures of proxies by pod. */
  private final Map<String, List<MetricSeries>> figures;

  /** Rows of {@code kubectl top pod --containers} by pod. */
  private final Map<String, Table.Row> tops = new HashMap<>();

  ProxyPodSurvey(Bundle bundle) {
    this.bundle = bundle;
    this.workloads =
        bundle.objects().stream()
            .filter(one -> WORKLOADS.contains(one.kind()))
            .collect(Collectors.groupingBy(KubernetesObject::namespace));
    this.figures =
        bundle.metrics().stream()
            .filter(one -> one.name().equals(MEMORY) || CONCURRENCY_GAUGES.contains(one.name()))
            .collect(Collectors.groupingBy(ProxyContainers::pod));
    for (Table table : bundle.tables("top-containers")) {
      for (Table.Row row : table.rows()) {
        if (row.cell("NAME").equals(ProxyContainers.NAME)) {
          tops.putIfAbsent(row.cell("POD"), row);
        }
      }
    }
  }

  /** One subject for all pods of a workload whose rows read the same. */
  List<Subject> subjects() {
    Map<String, Subject> subjects = new LinkedHashMap<>();
    for (KubernetesObject pod : bundle.objects("Pod")) {
      Optional<Node> container = ProxyContainers.spec(pod);
      if (container.isEmpty()) {
        continue;
      }
      List<Row> rows = rows(pod, container.get());
      String workload = pod.name().replaceFirst("-[a-z0-9]{5}$", "");
      StringBuilder same = new StringBuilder(pod.namespace() + "/" + workload);
      rows.forEach(row ->
          same.append('|')
              .append(row.setting())
              .append(ClusterSurvey.text(row.yaml()))
              .append(ClusterSurvey.text(row.proxy())));
      subjects.putIfAbsent(same.toString(), new Subject(pod.name(), ProxyContainers.NAME, rows));
    }
    return List.copyOf(subjects.values());
  }

  private List<Row> rows(KubernetesObject pod, Node container) {
    List<Row> rows = new ArrayList<>();
    for (Resource resource : RESOURCES) {
      Node running = container.at("resources", resource.list, resource.name);
      Value yaml = asked(pod, resource.annotation, resource.byDefault);
      Value proxy =
          running.exists()
              ? new Value.Shown(running.textOrEmpty(), running.evidence())
              : new Value.ByDefault("none", "Kubernetes: without the field there is none");
      List<Phrase> remarks = new ArrayList<>();
      // Without an annotation the chart's values may be others than the defaults: no difference.
      boolean differs =
          yaml instanceof Value.Shown && !same(ClusterSurvey.text(yaml), ClusterSurvey.text(proxy));
      if (differs) {
        remarks.add(Phrase.of("check.different-pod"));
      }
      if (resource.name.equals("memory")) {
        remarks.addAll(memory(pod, resource, running));
      }
      rows.add(
          new Row(
              "resources." + resource.list + "." + resource.name,
              Topic.RESOURCES,
              yaml,
              proxy,
              agreement(yaml, differs),
              remarks));
    }
    workers(pod, container).ifPresent(rows::add);
    logLevel(pod, container).ifPresent(rows::add);
    restarts(pod).ifPresent(rows::add);
    return rows;
  }

  private static Agreement agreement(Value yaml, boolean differs) {
    if (differs) {
      return Agreement.DIFFERENT;
    }
    return yaml instanceof Value.Shown ? Agreement.SAME : Agreement.ONE_SIDED;
  }

  private Value asked(KubernetesObject pod, String annotation, String byDefault) {
    Node node = annotations(pod).get(annotation);
    return node.exists()
        ? new Value.Shown(node.textOrEmpty(), node.evidence())
        : new Value.ByDefault(byDefault, CHART);
  }

  /** Of the workload's template as it stands now; of the pod itself where no workload is seen. */
  private Node annotations(KubernetesObject pod) {
    for (KubernetesObject workload : workloads.getOrDefault(pod.namespace(), List.of())) {
      Map<String, Node> selector = workload.spec().at("selector", "matchLabels").entries();
      boolean selects =
          !selector.isEmpty()
              && selector.entrySet().stream()
                  .allMatch(one -> pod.label(one.getKey()).equals(one.getValue().textOrEmpty()));
      if (selects) {
        return workload.spec().at("template", "metadata", "annotations");
      }
    }
    return pod.metadata().get("annotations");
  }

  private static boolean same(String one, String other) {
    OptionalDouble left = Quantity.parse(one);
    OptionalDouble right = Quantity.parse(other);
    return left.isPresent() && right.isPresent()
        ? left.getAsDouble() == right.getAsDouble()
        : one.equals(other);
  }

  private List<Phrase> memory(KubernetesObject pod, Resource resource, Node running) {
    OptionalDouble amount = Quantity.parse(running.textOrEmpty());
    List<Phrase> remarks = new ArrayList<>();
    if (amount.isEmpty()) {
      return remarks;
    }
    if (amount.getAsDouble() < LEAST_MEMORY) {
      remarks.add(Phrase.of("check.little-memory", "value", running.textOrEmpty()));
    }
    OptionalDouble used = used(pod.name());
    boolean limit = resource.list.equals("limits");
    if (limit && used.isPresent() && used.getAsDouble() >= NEAR * amount.getAsDouble()) {
      remarks.add(
          Phrase.of(
              "check.memory-near-limit",
              "used",
              Math.round(used.getAsDouble() / (1024 * 1024)) + "Mi",
              "limit",
              running.textOrEmpty()));
    }
    return remarks;
  }

  /** Working set of the pod's proxy in bytes. */
  private OptionalDouble used(String pod) {
    for (MetricSeries series : figures.getOrDefault(pod, List.of())) {
      if (series.name().equals(MEMORY) && ProxyContainers.isOf(series)) {
        return OptionalDouble.of(series.max());
      }
    }
    Table.Row top = tops.get(pod);
    return top == null ? OptionalDouble.empty() : Quantity.parse(top.cell("MEMORY(bytes)"));
  }

  private Optional<Row> workers(KubernetesObject pod, Node container) {
    Value yaml = new Value.ByDefault("auto", "istio-envoy facts F21: CPU limit rounded up");
    Node annotation = annotations(pod).get("proxy.istio.io/config");
    Matcher asked = CONCURRENCY.matcher(annotation.textOrEmpty());
    if (asked.find()) {
      yaml =
          new Value.Shown(
              asked.group(1), new Evidence(annotation.place(), "concurrency: " + asked.group(1)));
    }
    Value proxy = new Value.Unseen("workers");
    List<Node> words = container.get("args").items();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).textOrEmpty().equals("--concurrency")) {
        proxy = new Value.Shown(words.get(i + 1).textOrEmpty(), words.get(i + 1).evidence());
      }
    }
    for (MetricSeries series : figures.getOrDefault(pod.name(), List.of())) {
      if (CONCURRENCY_GAUGES.contains(series.name())) {
        proxy = new Value.Shown(Long.toString(Math.round(series.last())), series.evidence());
      }
    }
    if (!(yaml instanceof Value.Shown) && !(proxy instanceof Value.Shown)) {
      return Optional.empty();
    }
    List<Phrase> remarks = new ArrayList<>();
    boolean differs =
        yaml instanceof Value.Shown
            && proxy instanceof Value.Shown
            && !ClusterSurvey.text(yaml).equals(ClusterSurvey.text(proxy))
            && !ClusterSurvey.text(yaml).equals("0");
    if (differs) {
      remarks.add(Phrase.of("check.different-pod"));
    }
    String used = ClusterSurvey.text(proxy instanceof Value.Shown ? proxy : yaml);
    OptionalDouble limit = Quantity.parse(container.at("resources", "limits", "cpu").textOrEmpty());
    if (limit.isPresent()
        && ClusterSurvey.number(used).orElse(0) > Math.ceil(limit.getAsDouble())) {
      remarks.add(
          Phrase.of(
              "check.workers-exceed-cpu",
              "workers",
              used,
              "limit",
              container.at("resources", "limits", "cpu").textOrEmpty()));
    }
    return Optional.of(
        new Row("concurrency", Topic.RESOURCES, yaml, proxy, agreement(yaml, differs), remarks));
  }

  private Optional<Row> logLevel(KubernetesObject pod, Node container) {
    Value yaml = asked(pod, "sidecar.istio.io/logLevel", "warning");
    List<String> words = container.get("args").items().stream().map(Node::textOrEmpty).toList();
    Matcher level = LOG_LEVEL.matcher(String.join(" ", words));
    if (!level.find()) {
      return Optional.empty();
    }
    Value proxy =
        new Value.Shown(
            level.group(1),
            new Evidence(container.get("args").place(), "--proxyLogLevel=" + level.group(1)));
    boolean verbose = List.of("debug", "trace").contains(level.group(1));
    return verbose
        ? Optional.of(
            new Row(
                "logLevel",
                Topic.LOGGING,
                yaml,
                proxy,
                agreement(yaml, false),
                List.of(Phrase.of("check.verbose-log", "value", level.group(1)))))
        : Optional.empty();
  }

  private static Optional<Row> restarts(KubernetesObject pod) {
    return ProxyContainers.status(pod)
        .map(status -> status.get("restartCount"))
        .filter(count -> count.whole().orElse(0) > 0)
        .map(count -> {
          Node reason =
              ProxyContainers.status(pod).orElseThrow().at("lastState", "terminated", "reason");
          return new Row(
              "restarts",
              Topic.LIVE,
              new Value.Nowhere(),
              new Value.Shown(count.textOrEmpty(), count.evidence()),
              Agreement.ONE_SIDED,
              List.of(
                  Phrase.of(
                      "check.restarted",
                      "count",
                      count.textOrEmpty(),
                      "reason",
                      reason.exists() ? reason.textOrEmpty() : "?")));
        });
  }
}

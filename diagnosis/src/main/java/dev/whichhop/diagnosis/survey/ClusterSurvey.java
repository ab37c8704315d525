package dev.whichhop.diagnosis.survey;

import dev.whichhop.diagnosis.view.TrafficPolicies;
import dev.whichhop.knowledge.ClusterSetting;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Table;
import dev.whichhop.model.ladder.DurationText;
import dev.whichhop.model.survey.Row;
import dev.whichhop.model.survey.Row.Agreement;
import dev.whichhop.model.survey.Survey.Subject;
import dev.whichhop.model.survey.Topic;
import dev.whichhop.model.survey.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Pools and breakers of services: the DestinationRule that holds, beside the proxy's cluster. */
final class ClusterSurvey {
  /** A limit that live figures reach to this part is about to refuse. */
  private static final double NEAR = 0.8;

  private static final double UNLIMITED = 4_294_967_295.0;

  private final Bundle bundle;
  private final List<ClusterSetting> settings;
  private final TrafficPolicies policies;
  private final Map<String, String> namespaces = new HashMap<>();

  /** Rows of {@code istioctl proxy-config endpoints}. */
  private final Map<ClusterName, List<Table.Row>> endpoints = new HashMap<>();

  ClusterSurvey(Bundle bundle, List<ClusterSetting> settings) {
    this.bundle = bundle;
    this.settings = settings;
    this.policies = TrafficPolicies.of(bundle);
    bundle.pods().forEach(pod -> namespaces.putIfAbsent(pod.name(), pod.namespace()));
    for (Table table : bundle.tables("proxy-config-endpoints")) {
      for (Table.Row row : table.rows()) {
        ClusterName.parse(row.cell("CLUSTER"))
            .ifPresent(name -> endpoints.computeIfAbsent(name, _ -> new ArrayList<>()).add(row));
      }
    }
  }

  /** One subject for each cluster that a rule is for or where something is not as by default. */
  List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    Set<KubernetesObject> shown = new HashSet<>();
    for (ProxyCluster cluster : ProxyCluster.of(bundle)) {
      Optional<KubernetesObject> rule =
          policies.ruleFor(cluster.name().host(), namespace(cluster.proxy()));
      rule.ifPresent(shown::add);
      List<Row> rows = rows(cluster, rule.orElse(null));
      if (!rows.isEmpty()) {
        subjects.add(new Subject(cluster.name().shown(), cluster.proxy(), rows));
      }
    }
    for (KubernetesObject rule : bundle.objects("DestinationRule")) {
      String host = rule.spec().get("host").textOrEmpty();
      if (!shown.contains(rule) && !host.isEmpty()) {
        List<Row> rows = withoutProxy(rule);
        if (!rows.isEmpty()) {
          subjects.add(new Subject(host, "", rows));
        }
      }
    }
    return subjects;
  }

  /** The namespace of the calling proxy's pod; empty when not known. */
  private String namespace(String pod) {
    return namespaces.getOrDefault(pod, "");
  }

  private List<Row> rows(
      ProxyCluster cluster, @org.jspecify.annotations.Nullable KubernetesObject rule) {
    List<Row> rows = new ArrayList<>();
    boolean breakerInYaml =
        rule != null && EffectivePolicy.block(rule, cluster.name(), "outlierDetection").exists();
    boolean breakerInProxy =
        cluster.setting("outlier_detection.interval").isPresent()
            || cluster.configuration().any("outlier_detection", "outlierDetection").exists();
    for (ClusterSetting setting : settings) {
      boolean breaker = setting.topic() == Topic.BREAKER;
      if (breaker && !breakerInYaml && !breakerInProxy) {
        continue;
      }
      Value yaml = inYaml(setting, rule, cluster.name(), !breaker || breakerInYaml);
      Value proxy = inProxy(setting, cluster, !breaker || breakerInProxy);
      Row row = row(setting, yaml, proxy, cluster);
      boolean ofRule = rule != null && yaml instanceof Value.Shown;
      boolean plain = !ofRule && row.remarks().isEmpty() && row.agreement() != Agreement.DIFFERENT;
      if (!plain) {
        rows.add(row);
      }
    }
    rows.addAll(live(cluster, !rows.isEmpty()));
    return rows;
  }

  private List<Row> withoutProxy(KubernetesObject rule) {
    ClusterName any = new ClusterName(0, "", rule.spec().get("host").textOrEmpty());
    List<Row> rows = new ArrayList<>();
    for (ClusterSetting setting : settings) {
      Value yaml = inYaml(setting, rule, any, true);
      if (yaml instanceof Value.Shown) {
        Value proxy =
            setting.proxy().isEmpty() ? new Value.Nowhere() : new Value.Unseen("envoy-clusters");
        rows.add(
            new Row(
                setting.yaml(),
                setting.topic(),
                yaml,
                proxy,
                Agreement.ONE_SIDED,
                doubts(setting, text(yaml))));
      }
    }
    return rows;
  }

  private Value inYaml(
      ClusterSetting setting,
      @org.jspecify.annotations.Nullable KubernetesObject rule,
      ClusterName cluster,
      boolean blockExists) {
    if (rule != null) {
      String[] path = setting.yaml().split("\\.");
      Node node = EffectivePolicy.block(rule, cluster, path[0]);
      for (int i = 1; i < path.length; i++) {
        node = node.get(path[i]);
      }
      if (node.exists() && node.text().isPresent()) {
        return new Value.Shown(node.textOrEmpty(), node.evidence());
      }
    } else if (!policies.seen()) {
      return new Value.Unseen("destinationrules");
    }
    if (setting.proxy().isEmpty()) {
      return new Value.Nowhere();
    }
    return setting.mesh().isEmpty()
        ? new Value.ByDefault(blockExists ? setting.byDefault() : "off", setting.source())
        : inMesh(setting);
  }

  private Value inMesh(ClusterSetting setting) {
    List<KubernetesObject> meshes = bundle.objects("MeshConfig");
    for (KubernetesObject mesh : meshes) {
      Node node = mesh.root().at(setting.mesh().split("\\."));
      if (node.exists() && node.text().isPresent()) {
        return new Value.Shown(node.textOrEmpty(), node.evidence());
      }
    }
    return meshes.isEmpty()
        ? new Value.Unseen("mesh-config")
        : new Value.ByDefault(setting.byDefault(), setting.source());
  }

  private static Value inProxy(ClusterSetting setting, ProxyCluster cluster, boolean blockExists) {
    if (setting.proxy().isEmpty()) {
      return new Value.Nowhere();
    }
    Optional<Evidence> shown = cluster.setting(setting.proxy());
    if (shown.isPresent()) {
      return new Value.Shown(shown.get().text(), shown.get());
    }
    return cluster.shows(setting.proxy())
        ? new Value.ByDefault(blockExists ? setting.byDefault() : "off", setting.source())
        : new Value.Unseen("envoy-clusters");
  }

  private static Row row(ClusterSetting setting, Value yaml, Value proxy, ProxyCluster cluster) {
    Agreement agreement = agreement(yaml, proxy);
    List<Phrase> remarks = new ArrayList<>();
    if (agreement == Agreement.DIFFERENT) {
      boolean set = yaml instanceof Value.Shown;
      remarks.add(Phrase.of(set ? "check.different" : "check.elsewhere"));
    }
    String used = proxy instanceof Value.Unseen ? text(yaml) : text(proxy);
    remarks.addAll(doubts(setting, setting.proxy().isEmpty() ? text(yaml) : used));
    remarks.addAll(reached(setting, used, cluster));
    return new Row(setting.yaml(), setting.topic(), yaml, proxy, agreement, remarks);
  }

  private static Agreement agreement(Value yaml, Value proxy) {
    boolean both =
        (yaml instanceof Value.Shown || yaml instanceof Value.ByDefault)
            && (proxy instanceof Value.Shown || proxy instanceof Value.ByDefault);
    if (!both) {
      return Agreement.ONE_SIDED;
    }
    return same(text(yaml), text(proxy)) ? Agreement.SAME : Agreement.DIFFERENT;
  }

  private static List<Phrase> doubts(ClusterSetting setting, String text) {
    OptionalDouble value = number(text);
    return value.isPresent() && setting.doubtful(value.getAsDouble())
        ? List.of(
            Phrase.of("setting." + setting.id() + ".doubt", "value", text),
            Phrase.of("setting." + setting.id() + ".fit"))
        : List.of();
  }

  /** The proxy has refused for this limit, or is about to. */
  private static List<Phrase> reached(ClusterSetting setting, String limit, ProxyCluster cluster) {
    OptionalDouble most = number(limit);
    if (setting.live().isEmpty() || most.isEmpty() || most.getAsDouble() >= UNLIMITED) {
      return List.of();
    }
    List<Phrase> remarks = new ArrayList<>();
    cluster
        .figure(setting.refused())
        .filter(one -> number(one.text()).orElse(0) > 0)
        .ifPresent(one ->
            remarks.add(
                Phrase.of("check.refused", "counter", setting.refused(), "count", one.text())));
    cluster
        .figure(setting.live())
        .filter(one -> number(one.text()).orElse(0) >= NEAR * most.getAsDouble())
        .ifPresent(one ->
            remarks.add(
                Phrase.of("check.near", "live", one.text(), "limit", limit, "of", setting.live())));
    if (!remarks.isEmpty()) {
      remarks.add(Phrase.of("setting." + setting.id() + ".fit"));
    }
    return remarks;
  }

  /** Connections and requests now, and hosts that are taken out. */
  private List<Row> live(ProxyCluster cluster, boolean wanted) {
    List<Row> rows = new ArrayList<>();
    if (wanted) {
      for (String figure : List.of("cx_active", "rq_active")) {
        cluster.figure(figure).ifPresent(one -> rows.add(live(figure, one, List.of())));
      }
    }
    List<Evidence> ejected = ejected(cluster);
    if (!ejected.isEmpty()) {
      int all = Math.max(hosts(cluster), ejected.size());
      rows.add(
          live(
              "ejected",
              new Evidence(ejected.getFirst().place(), ejected.size() + "/" + all),
              List.of(Phrase.of("check.ejected", "count", ejected.size(), "of", all))));
    }
    return rows;
  }

  private static Row live(String name, Evidence value, List<Phrase> remarks) {
    return new Row(
        name,
        Topic.LIVE,
        new Value.Nowhere(),
        new Value.Shown(value.text(), value),
        Agreement.ONE_SIDED,
        remarks);
  }

  private List<Evidence> ejected(ProxyCluster cluster) {
    List<Evidence> ejected = new ArrayList<>();
    cluster.hosts("failed_outlier_check").stream()
        .map(MetricSeries::evidence)
        .forEach(ejected::add);
    if (ejected.isEmpty()) {
      rowsOf(cluster).stream()
          .filter(row -> row.cell("OUTLIER CHECK").equals("FAILED"))
          .map(Table.Row::evidence)
          .forEach(ejected::add);
    }
    return ejected;
  }

  private int hosts(ProxyCluster cluster) {
    long known =
        cluster.hosts("").stream()
            .map(one -> one.labels().getOrDefault("host", ""))
            .distinct()
            .count();
    return (int) Math.max(known, rowsOf(cluster).size());
  }

  /** What is listed for the same cluster of the same proxy. */
  private List<Table.Row> rowsOf(ProxyCluster cluster) {
    return endpoints.getOrDefault(cluster.name(), List.of()).stream()
        .filter(row ->
            cluster.proxy().isEmpty()
                || row.evidence().place().file().contains(cluster.proxy())
                || !row.evidence().place().file().contains("-"))
        .toList();
  }

  static String text(Value value) {
    return switch (value) {
      case Value.Shown shown -> shown.text();
      case Value.ByDefault byDefault -> byDefault.text();
      case Value.Nowhere _, Value.Unseen _ -> "";
    };
  }

  /** {@code 5s} and {@code 5.000s} are the same, so are {@code 30} and {@code 30.0}. */
  static boolean same(String one, String other) {
    OptionalDouble left = number(one);
    OptionalDouble right = number(other);
    return left.isPresent() && right.isPresent()
        ? Math.abs(left.getAsDouble() - right.getAsDouble()) < 1e-9
        : one.equals(other);
  }

  /** A plain number, or a duration in seconds. */
  static OptionalDouble number(String text) {
    Optional<java.time.Duration> duration = DurationText.parse(text);
    if (duration.isPresent()) {
      return OptionalDouble.of(duration.get().toMillis() / 1000.0);
    }
    return text.matches("\\d{1,15}(\\.\\d{1,9})?")
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}

package dev.whichhop.model.evidence;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bundle of lists in memory, filled by the readers through {@link BundleBuilder}. */
final class MemoryBundle implements Bundle {
  private final BundleBuilder from;
  private final List<Pod> pods;
  private final List<AttributeSet> awsAttributes;
  private final Map<String, List<KubernetesObject>> byKind = new HashMap<>();

  MemoryBundle(BundleBuilder from) {
    this.from = from;
    Map<String, Pod> unique = new LinkedHashMap<>();
    for (Pod pod : from.pods) {
      unique.merge(
          pod.namespace() + "/" + pod.name(),
          pod,
          (first, second) -> first.object() != null || second.object() == null ? first : second);
    }
    this.pods = List.copyOf(unique.values());
    this.awsAttributes = AttributeOwners.resolve(from.awsAttributes, from);
    for (KubernetesObject object : from.objects) {
      byKind.computeIfAbsent(object.kind(), _ -> new java.util.ArrayList<>()).add(object);
    }
  }

  @Override
  public List<KubernetesObject> objects() {
    return List.copyOf(from.objects);
  }

  @Override
  public List<KubernetesObject> objects(String kind) {
    return List.copyOf(byKind.getOrDefault(kind, List.of()));
  }

  @Override
  public List<Pod> pods() {
    return pods;
  }

  @Override
  public List<KubernetesEvent> events() {
    return List.copyOf(from.events);
  }

  @Override
  public List<Table> tables() {
    return List.copyOf(from.tables);
  }

  @Override
  public List<Node> aws(String key) {
    return List.copyOf(from.aws.getOrDefault(key, List.of()));
  }

  @Override
  public List<AttributeSet> awsAttributes() {
    return awsAttributes;
  }

  @Override
  public List<EnvoyResource> envoy(EnvoyResource.Kind kind) {
    return from.envoy.stream().filter(resource -> resource.kind() == kind).toList();
  }

  @Override
  public List<MetricSeries> metrics() {
    return List.copyOf(from.metrics);
  }

  @Override
  public List<Observation> observations() {
    return from.observationsView();
  }

  @Override
  public Tally tally() {
    return from.tally();
  }

  @Override
  public List<LogRecord> logs() {
    return from.logsView();
  }

  @Override
  public Signal signal(String id) {
    return from.signal(id);
  }

  @Override
  public List<LoadResult> loadResults() {
    return List.copyOf(from.loadResults);
  }

  @Override
  public List<FlowRecord> flowRecords() {
    return List.copyOf(from.flowRecords);
  }

  @Override
  public List<Packet> packets() {
    return List.copyOf(from.packets);
  }

  @Override
  public List<Setting> settings() {
    return List.copyOf(from.settings);
  }

  @Override
  public List<Note> notes() {
    return List.copyOf(from.notes);
  }

  @Override
  public List<Coverage> coverage() {
    return List.copyOf(from.coverage);
  }

  @Override
  public List<InputFile> inputs() {
    return List.copyOf(from.inputs);
  }
}

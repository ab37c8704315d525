package dev.whichhop.model.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A bundle of lists in memory, filled by the readers through {@link BundleBuilder}. */
final class MemoryBundle implements Bundle {
  private final BundleBuilder from;
  private final List<Pod> pods;
  private final List<AttributeSet> awsAttributes;
  private final List<KubernetesObject> objects;
  private final Map<String, List<KubernetesObject>> byKind;
  private final Map<EnvoyResource.Kind, List<EnvoyResource>> envoy;
  private final List<MetricSeries> metrics;

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
    // Checks ask for these again and again, and there may be many of them.
    this.objects = List.copyOf(from.objects);
    this.byKind =
        objects.stream()
            .collect(
                Collectors.groupingBy(KubernetesObject::kind, Collectors.toUnmodifiableList()));
    this.envoy =
        from.envoy.stream()
            .collect(Collectors.groupingBy(EnvoyResource::kind, Collectors.toUnmodifiableList()));
    this.metrics = List.copyOf(from.metrics);
  }

  @Override
  public List<KubernetesObject> objects() {
    return objects;
  }

  @Override
  public List<KubernetesObject> objects(String kind) {
    return byKind.getOrDefault(kind, List.of());
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
    return envoy.getOrDefault(kind, List.of());
  }

  @Override
  public List<MetricSeries> metrics() {
    return metrics;
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
  public List<Gap> gaps() {
    return List.copyOf(from.gaps);
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

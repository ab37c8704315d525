package dev.whichhop.model.evidence;

import dev.whichhop.model.Hop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what readers find. Memory grows with the variety of the input, not with its size: of
 * observations and log lines a bounded number is kept, all are counted.
 *
 * <p>Not thread-safe; readers run one after the other, in the order of the files.
 */
public final class BundleBuilder {
  /** Kept observations that failed; later ones are only counted. */
  private static final int FAILURES_KEPT = 20_000;

  /** Kept observations that did not fail. */
  private static final int SUCCESSES_KEPT = 20_000;

  private static final int LOG_RECORDS_KEPT = 60_000;

  /** Kept flow-log records; of later ones only those that are rejected. */
  public static final int FLOW_RECORDS_KEPT = 100_000;

  private static final int PACKETS_KEPT = 50_000;

  final List<KubernetesObject> objects = new ArrayList<>();
  final List<Pod> pods = new ArrayList<>();
  final List<KubernetesEvent> events = new ArrayList<>();
  final List<Table> tables = new ArrayList<>();
  final Map<String, List<Node>> aws = new LinkedHashMap<>();
  final List<AttributeSet> awsAttributes = new ArrayList<>();
  final List<EnvoyResource> envoy = new ArrayList<>();
  final List<MetricSeries> metrics = new ArrayList<>();
  final List<LoadResult> loadResults = new ArrayList<>();
  final List<FlowRecord> flowRecords = new ArrayList<>();
  final List<Packet> packets = new ArrayList<>();
  final List<Setting> settings = new ArrayList<>();
  final List<Note> notes = new ArrayList<>();
  final List<Coverage> coverage = new ArrayList<>();
  final List<Gap> gaps = new ArrayList<>();
  final List<InputFile> inputs = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();
  private final List<LogRecord> logs = new ArrayList<>();
  private final Map<String, SignalHits> signals = new LinkedHashMap<>();
  private final Map<TallyKey, long[]> counts = new LinkedHashMap<>();
  private int failuresKept;
  private int successesKept;
  private boolean dropped;

  private record TallyKey(
      Hop hop, Side side, int status, int grpcStatus, String flags, ClientFailure failure) {}

  private static final class SignalHits {
    private long count;
    private final List<Signal.Hit> hits = new ArrayList<>();
  }

  public void add(KubernetesObject object) {
    objects.add(object);
  }

  /** Objects of the files read so far: how logs are to be read stands in some of them. */
  public List<KubernetesObject> objectsSoFar() {
    return Collections.unmodifiableList(objects);
  }

  /** Envoy configuration of the files read so far. */
  public List<EnvoyResource> envoySoFar() {
    return Collections.unmodifiableList(envoy);
  }

  /** AWS elements of the files read so far; flow logs say there which fields they have. */
  public List<Node> awsSoFar(String key) {
    return Collections.unmodifiableList(aws.getOrDefault(key, List.of()));
  }

  public void add(Pod pod) {
    pods.add(pod);
  }

  public void add(KubernetesEvent event) {
    events.add(event);
  }

  public void add(Table table) {
    tables.add(table);
  }

  public void addAws(String key, Node item) {
    aws.computeIfAbsent(key, _ -> new ArrayList<>()).add(item);
  }

  public void add(AttributeSet attributes) {
    awsAttributes.add(attributes);
  }

  public void add(EnvoyResource resource) {
    envoy.add(resource);
  }

  public void add(MetricSeries series) {
    metrics.add(series);
  }

  public void add(LoadResult result) {
    loadResults.add(result);
  }

  public void add(FlowRecord record) {
    if (flowRecords.size() < FLOW_RECORDS_KEPT || record.rejected()) {
      flowRecords.add(record);
    }
  }

  public void add(Packet packet) {
    if (packets.size() < PACKETS_KEPT) {
      packets.add(packet);
    }
  }

  public void add(Setting setting) {
    settings.add(setting);
  }

  public void add(Note note) {
    notes.add(note);
  }

  public void add(Coverage covered) {
    coverage.add(covered);
  }

  public void add(Gap gap) {
    gaps.add(gap);
  }

  public void add(InputFile input) {
    inputs.add(input);
  }

  public void add(Observation observation) {
    count(
        observation.vantage().hop(),
        observation.vantage().side(),
        observation.status(),
        observation.grpcStatus(),
        observation.flags(),
        observation.clientFailure(),
        1);
    boolean failed = observation.failed();
    if (failed ? failuresKept < FAILURES_KEPT : successesKept < SUCCESSES_KEPT) {
      observations.add(observation);
      if (failed) {
        failuresKept++;
      } else {
        successesKept++;
      }
    } else {
      dropped = true;
    }
  }

  /** True while an observation that did not fail would still be kept with all its fields. */
  public boolean keepsSuccesses() {
    return successesKept < SUCCESSES_KEPT;
  }

  /** Counts observations that are not kept; the fast way through very large logs. */
  public void countUnkept(
      Hop hop, Side side, int status, String flags, ClientFailure failure, long howMany) {
    count(hop, side, status, -1, flags, failure, howMany);
    dropped = true;
  }

  private void count(
      Hop hop,
      Side side,
      int status,
      int grpcStatus,
      String flags,
      ClientFailure failure,
      long howMany) {
    TallyKey key = new TallyKey(hop, side, status, grpcStatus, flags, failure);
    counts.computeIfAbsent(key, _ -> new long[1])[0] += howMany;
  }

  public void add(LogRecord record) {
    if (logs.size() < LOG_RECORDS_KEPT) {
      logs.add(record);
    }
  }

  /** Notes that the literal {@code id} stood in a line. */
  public void signal(String id, Component component, @Nullable Instant time, Evidence evidence) {
    SignalHits found = signals.computeIfAbsent(id, _ -> new SignalHits());
    found.count++;
    if (found.hits.size() < Signal.KEPT) {
      found.hits.add(new Signal.Hit(component, time, evidence));
    }
  }

  List<Observation> observationsView() {
    return Collections.unmodifiableList(observations);
  }

  List<LogRecord> logsView() {
    return Collections.unmodifiableList(logs);
  }

  Signal signal(String id) {
    SignalHits found = signals.get(id);
    return found == null
        ? new Signal(id, 0, List.of())
        : new Signal(id, found.count, List.copyOf(found.hits));
  }

  Tally tally() {
    List<Tally.Line> lines = new ArrayList<>();
    long all = 0;
    for (Map.Entry<TallyKey, long[]> entry : counts.entrySet()) {
      TallyKey key = entry.getKey();
      long count = entry.getValue()[0];
      lines.add(
          new Tally.Line(
              key.hop, key.side, key.status, key.grpcStatus, key.flags, key.failure, count));
      all += count;
    }
    return new Tally(all, !dropped, List.copyOf(lines));
  }

  /** The bundle of everything added so far. */
  public Bundle build() {
    return new MemoryBundle(this);
  }
}

package dev.whichhop.diagnosis.narrow;

import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Gap;
import dev.whichhop.model.evidence.InputFile;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LoadResult;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Note;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Packet;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Signal;
import dev.whichhop.model.evidence.Table;
import dev.whichhop.model.evidence.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bundle with other observations. Everything else is the same: configuration, pods, events, logs
 * and metrics are context of every request.
 */
final class NarrowedBundle implements Bundle {
  private final Bundle whole;
  private final List<Observation> observations;
  private final Tally tally;

  NarrowedBundle(Bundle whole, List<Observation> observations) {
    this.whole = whole;
    this.observations = List.copyOf(observations);
    this.tally = tally(this.observations, whole.tally().kept());
  }

  private static Tally tally(List<Observation> observations, boolean kept) {
    Map<Tally.Line, Long> counts = new LinkedHashMap<>();
    for (Observation one : observations) {
      Tally.Line line =
          new Tally.Line(
              one.vantage().hop(),
              one.vantage().side(),
              one.status(),
              one.grpcStatus(),
              one.flags(),
              one.clientFailure(),
              0);
      counts.merge(line, 1L, Long::sum);
    }
    List<Tally.Line> lines =
        counts.entrySet().stream().map(entry -> counted(entry.getKey(), entry.getValue())).toList();
    return new Tally(observations.size(), kept, lines);
  }

  private static Tally.Line counted(Tally.Line line, long count) {
    return new Tally.Line(
        line.hop(),
        line.side(),
        line.status(),
        line.grpcStatus(),
        line.flags(),
        line.clientFailure(),
        count);
  }

  @Override
  public List<Observation> observations() {
    return observations;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public List<KubernetesObject> objects() {
    return whole.objects();
  }

  @Override
  public List<KubernetesObject> objects(String kind) {
    return whole.objects(kind);
  }

  @Override
  public List<Pod> pods() {
    return whole.pods();
  }

  @Override
  public List<KubernetesEvent> events() {
    return whole.events();
  }

  @Override
  public List<Table> tables() {
    return whole.tables();
  }

  @Override
  public List<Node> aws(String key) {
    return whole.aws(key);
  }

  @Override
  public List<AttributeSet> awsAttributes() {
    return whole.awsAttributes();
  }

  @Override
  public List<EnvoyResource> envoy(EnvoyResource.Kind kind) {
    return whole.envoy(kind);
  }

  @Override
  public List<MetricSeries> metrics() {
    return whole.metrics();
  }

  @Override
  public List<LogRecord> logs() {
    return whole.logs();
  }

  @Override
  public Signal signal(String id) {
    return whole.signal(id);
  }

  @Override
  public List<LoadResult> loadResults() {
    return List.of();
  }

  @Override
  public List<FlowRecord> flowRecords() {
    return whole.flowRecords();
  }

  @Override
  public List<Packet> packets() {
    return whole.packets();
  }

  @Override
  public List<Setting> settings() {
    return whole.settings();
  }

  @Override
  public List<Gap> gaps() {
    return whole.gaps();
  }

  @Override
  public List<Note> notes() {
    return whole.notes();
  }

  @Override
  public List<Coverage> coverage() {
    return whole.coverage();
  }

  @Override
  public List<InputFile> inputs() {
    return whole.inputs();
  }
}

package dev.whichhop.app.knowledge;

import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.EvidenceKind;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A bundle that notes which kinds of evidence were asked for. */
final class RecordingBundle implements Bundle {
  private final Bundle bundle;
  private final Set<EvidenceKind> asked = EnumSet.noneOf(EvidenceKind.class);

  RecordingBundle(Bundle bundle) {
    this.bundle = bundle;
  }

  Set<EvidenceKind> asked() {
    return asked;
  }

  private Bundle note(EvidenceKind kind) {
    asked.add(kind);
    return bundle;
  }

  @Override
  public List<KubernetesObject> objects() {
    return note(EvidenceKind.KUBERNETES_OBJECTS).objects();
  }

  @Override
  public List<KubernetesObject> objects(String kind) {
    return note(EvidenceKind.KUBERNETES_OBJECTS).objects(kind);
  }

  @Override
  public List<Pod> pods() {
    return note(EvidenceKind.PODS).pods();
  }

  @Override
  public List<KubernetesEvent> events() {
    return note(EvidenceKind.EVENTS).events();
  }

  @Override
  public List<Table> tables() {
    return note(EvidenceKind.TABLES).tables();
  }

  @Override
  public List<Node> aws(String key) {
    return note(EvidenceKind.AWS).aws(key);
  }

  @Override
  public List<AttributeSet> awsAttributes() {
    return note(EvidenceKind.AWS_ATTRIBUTES).awsAttributes();
  }

  @Override
  public List<EnvoyResource> envoy(EnvoyResource.Kind kind) {
    return note(EvidenceKind.ENVOY_CONFIGURATION).envoy(kind);
  }

  @Override
  public List<MetricSeries> metrics() {
    return note(EvidenceKind.METRICS).metrics();
  }

  @Override
  public List<Observation> observations() {
    return note(EvidenceKind.OBSERVATIONS).observations();
  }

  @Override
  public Tally tally() {
    return note(EvidenceKind.OBSERVATIONS).tally();
  }

  @Override
  public List<LogRecord> logs() {
    return note(EvidenceKind.LOGS).logs();
  }

  @Override
  public Signal signal(String id) {
    return note(EvidenceKind.SIGNALS).signal(id);
  }

  @Override
  public List<LoadResult> loadResults() {
    return note(EvidenceKind.LOAD_RESULTS).loadResults();
  }

  @Override
  public List<FlowRecord> flowRecords() {
    return note(EvidenceKind.FLOW_RECORDS).flowRecords();
  }

  @Override
  public List<Packet> packets() {
    return note(EvidenceKind.PACKETS).packets();
  }

  @Override
  public List<Setting> settings() {
    return note(EvidenceKind.SETTINGS).settings();
  }

  @Override
  public List<Gap> gaps() {
    return bundle.gaps();
  }

  @Override
  public List<Note> notes() {
    return note(EvidenceKind.NOTES).notes();
  }

  @Override
  public List<Coverage> coverage() {
    return bundle.coverage();
  }

  @Override
  public List<InputFile> inputs() {
    return bundle.inputs();
  }
}

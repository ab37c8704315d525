package dev.whichhop.model.evidence;

import java.util.List;

/**
 * Everything that was read, as checks see it. Checks see only a bundle, never a file, a cluster or
 * a clock; so what they say offline and live cannot differ.
 *
 * <p>All lists are in the order of the input files and unmodifiable.
 */
public interface Bundle {

  /** Kubernetes objects of all kinds. */
  List<KubernetesObject> objects();

  /** Kubernetes objects of one kind, for example {@code DestinationRule}. */
  default List<KubernetesObject> objects(String kind) {
    return objects().stream().filter(object -> object.kind().equals(kind)).toList();
  }

  /** Pods from objects and tables, each pod once, the object preferred. */
  List<Pod> pods();

  List<KubernetesEvent> events();

  /** Plain tables, pods and events included. */
  List<Table> tables();

  /** Tables of one kind, see {@link Table#kind}. */
  default List<Table> tables(String kind) {
    return tables().stream().filter(table -> table.kind().equals(kind)).toList();
  }

  /**
   * The elements below a top-level key of AWS CLI answers, over all files: {@code TargetGroups},
   * {@code Listeners}, {@code SecurityGroups}, {@code NetworkInterfaces}, …
   */
  List<Node> aws(String key);

  List<AttributeSet> awsAttributes();

  List<EnvoyResource> envoy(EnvoyResource.Kind kind);

  List<MetricSeries> metrics();

  /**
   * Requests and connections, failures and successes, in time order within a file. Of very large
   * logs only a part is kept, see {@link #tally}.
   */
  List<Observation> observations();

  /** Counts over all observations, also those that are not kept. */
  Tally tally();

  /** Lines of logs that are not access logs; of large logs only a part is kept. */
  List<LogRecord> logs();

  /** Hits of one literal of the signal catalogue, over every line of the evidence. */
  Signal signal(String id);

  List<LoadResult> loadResults();

  List<FlowRecord> flowRecords();

  List<Packet> packets();

  List<Setting> settings();

  List<Note> notes();

  /** The interval that each log covers, and how completely. */
  List<Coverage> coverage();

  /** What a collector could not put into the bundle. */
  List<Gap> gaps();

  /** Every input file and what became of it. */
  List<InputFile> inputs();
}

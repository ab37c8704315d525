package dev.whichhop.diagnosis.remedy;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.TrafficPolicies;
import dev.whichhop.knowledge.RemedyFacts.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Symptom.RequestFailures;
import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.ladder.Ladder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects of the evidence that stand behind the failing requests, so that a remedy names them
 * and not a placeholder. What is not there or not unique stays a placeholder.
 */
final class FoundObjects {
  private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet");

  private final Bundle bundle;
  private final String host;
  private final List<Revisions.Revision> revisions;
  private final RankedCause cause;

  FoundObjects(CaseFile file, List<Ladder> ladders, RankedCause cause) {
    this.bundle = file.bundle();
    this.revisions = Revisions.failing(file);
    this.cause = cause;
    this.host = host(file, ladders, cause);
  }

  /** {@code service.namespace} that the failing requests were for; empty when nothing tells it. */
  String host() {
    return host;
  }

  /**
   * What most of the failures were for, as the proxy that saw them fail knows it or as other
   * proxies knew the same requests. A few failures beside many that name nothing do not stand for
   * them.
   */
  private static String host(CaseFile file, List<Ladder> ladders, RankedCause cause) {
    List<Observation> failures =
        file.faultyRequests().stream()
            .filter(group -> cause.explains().contains(group.id()))
            .max(Comparator.comparingInt(group -> group.failures().size()))
            .map(RequestFailures::failures)
            .orElse(List.of());
    Set<Observation> failed = new HashSet<>(failures);
    Stream<Observation> elsewhere =
        file.exchanges().stream()
            .map(Exchange::observations)
            .filter(same -> same.stream().anyMatch(failed::contains))
            .flatMap(List::stream)
            .filter(one -> !failed.contains(one));
    Map<String, Long> named =
        Stream.concat(failures.stream(), elsewhere)
            .map(one -> Hosts.shortName(Hosts.ofCluster(one.upstreamCluster()), ""))
            .filter(one -> one.contains("."))
            .collect(Collectors.groupingBy(one -> one, TreeMap::new, Collectors.counting()));
    return named.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseGet(() -> ofLadders(ladders));
  }

  private static String ofLadders(List<Ladder> ladders) {
    return ladders.stream()
        .filter(one -> one.onFailingLeg() && one.kind() == Ladder.Kind.IDLE)
        .map(one -> one.subject().split(",", 2)[0])
        .filter(one -> one.contains("."))
        .findFirst()
        .orElse("");
  }

  private String name() {
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  private String namespace() {
    int dot = host.indexOf('.');
    return dot < 0 ? "" : host.substring(dot + 1);
  }

  /** The object of this kind that the failing requests depend on. */
  Optional<KubernetesObject> find(Target target) {
    return switch (target) {
      case NONE, TARGET_GROUP, LISTENER -> Optional.empty();
      case DESTINATION_RULE ->
          host.isEmpty() ? Optional.empty() : TrafficPolicies.of(bundle).ruleFor(host, "");
      case VIRTUAL_SERVICE ->
          only(bundle.objects("VirtualService").stream().filter(this::routes).toList());
      case KNATIVE_SERVICE ->
          only(
              bundle.objects("Service").stream()
                  .filter(one -> one.group().equals("serving.knative.dev"))
                  .filter(this::failingRevision)
                  .toList());
      case WORKLOAD -> workload();
      case GATEWAY_WORKLOAD -> gateway();
      case SERVICE ->
          only(
              bundle.objects("Service").stream()
                  .filter(one -> one.group().isEmpty())
                  .filter(one -> one.namespace().equals(namespace()) && one.name().equals(name()))
                  .toList());
    };
  }

  /** The workload of the hop that the cause blames, not the one that it was on its way to. */
  private Optional<KubernetesObject> workload() {
    if (cause.hop() == Hop.GATEWAY) {
      return gateway();
    }
    return blamed(workloads())
        .or(() ->
            only(
                workloads().stream()
                    .filter(one -> one.namespace().equals(namespace()) && one.name().equals(name()))
                    .toList()));
  }

  private Optional<KubernetesObject> gateway() {
    List<KubernetesObject> gateways = workloads().stream().filter(FoundObjects::isGateway).toList();
    return blamed(gateways).or(() -> only(gateways));
  }

  private List<KubernetesObject> workloads() {
    return bundle.objects().stream().filter(one -> WORKLOADS.contains(one.kind())).toList();
  }

  /**
   * The one that the cause names as its subject: by its own name or reference, or by one of its
   * pods ({@code cart-6f5d-x2x8}).
   */
  private Optional<KubernetesObject> blamed(List<KubernetesObject> workloads) {
    String subject = cause.subject();
    List<KubernetesObject> named =
        workloads.stream()
            .filter(one ->
                subject.equals(one.name())
                    || subject.equals(one.reference())
                    || subject.startsWith(one.name() + "-"))
            .toList();
    int longest = named.stream().mapToInt(one -> one.name().length()).max().orElse(0);
    return only(named.stream().filter(one -> one.name().length() == longest).toList());
  }

  private static Optional<KubernetesObject> only(List<KubernetesObject> found) {
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private boolean routes(KubernetesObject service) {
    return !host.isEmpty()
        && service.spec().below("destination").stream()
            .map(one -> Hosts.shortName(one.get("host").textOrEmpty(), service.namespace()))
            .anyMatch(host::equals);
  }

  private boolean failingRevision(KubernetesObject service) {
    return revisions.stream()
        .anyMatch(one ->
            one.service().equals(service.name()) && one.namespace().equals(service.namespace()));
  }

  private static boolean isGateway(KubernetesObject one) {
    Node label = one.root().at("spec", "template", "metadata", "labels", "istio");
    return label.textOrEmpty().endsWith("gateway") || one.name().contains("ingressgateway");
  }

  /** What the attributes of load balancers say now. */
  List<Evidence> attributes(Target target, List<String> keys) {
    AttributeSet.Kind kind =
        target == Target.LISTENER ? AttributeSet.Kind.LISTENER : AttributeSet.Kind.TARGET_GROUP;
    return bundle.awsAttributes().stream()
        .filter(one -> one.kind() == kind)
        .flatMap(one -> one.evidence(keys.toArray(String[]::new)).stream())
        .toList();
  }

  /** Values of placeholders that name things. */
  Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    if (!host.isEmpty()) {
      names.put("service", name());
      names.put("namespace", namespace());
    }
    arn("TargetGroups", "TargetGroupArn", AttributeSet.Kind.TARGET_GROUP)
        .ifPresent(arn -> names.put("target-group-arn", arn));
    arn("Listeners", "ListenerArn", AttributeSet.Kind.LISTENER)
        .ifPresent(arn -> names.put("listener-arn", arn));
    return names;
  }

  /** The only one that there is. */
  private Optional<String> arn(String list, String field, AttributeSet.Kind kind) {
    List<String> listed =
        bundle.aws(list).stream().map(one -> one.get(field).textOrEmpty()).distinct().toList();
    List<String> owners =
        bundle.awsAttributes().stream()
            .filter(one -> one.kind() == kind && one.owner().startsWith("arn:"))
            .map(AttributeSet::owner)
            .distinct()
            .toList();
    List<String> all = listed.isEmpty() ? owners : listed;
    return all.size() == 1 && !all.getFirst().isEmpty()
        ? Optional.of(all.getFirst())
        : Optional.empty();
  }
}

package dev.whichhop.diagnosis.ladder;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Backends;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.diagnosis.view.Meshed;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The services of a bundle for which ladders are worth building, the failing ones first. */
final class Subjects {
  /** More services than an operator reads about; those that failed come first. */
  private static final int MOST = 300;

  /** Namespaces of the platform itself; what calls services there is not the request's path. */
  private static final Set<String> PLATFORM =
      Set.of("kube-system", "istio-system", "knative-serving", "kube-public", "istio-ingress");

  private final Bundle bundle;
  private final Map<String, KubernetesObject> services = new LinkedHashMap<>();
  private final Map<String, List<Revision>> revisions = new LinkedHashMap<>();

  /** Its timers are others than Istio's, and no catalogue here knows them. */
  private final boolean linkerd;

  private Subjects(Bundle bundle) {
    this.bundle = bundle;
    this.linkerd = bundle.pods().stream().anyMatch(Subjects::hasLinkerd);
    for (KubernetesObject service : bundle.objects("Service")) {
      if (service.group().isEmpty()) {
        services.put(service.name() + "." + service.namespace(), service);
      }
    }
    for (Revision revision : Revisions.of(bundle)) {
      revisions
          .computeIfAbsent(revision.service() + "." + revision.namespace(), _ -> new ArrayList<>())
          .add(revision);
    }
  }

  static List<Subject> of(CaseFile file) {
    return new Subjects(file.bundle()).all(file);
  }

  private List<Subject> all(CaseFile file) {
    Set<String> failing = failing(file);
    Set<String> hosts = new LinkedHashSet<>(failing);
    hosts.addAll(revisions.keySet());
    for (KubernetesObject rule : bundle.objects("DestinationRule")) {
      String host = rule.spec().get("host").textOrEmpty();
      if (!host.startsWith("*") && !host.isEmpty()) {
        hosts.add(Hosts.shortName(host, rule.namespace()));
      }
    }
    for (KubernetesObject service : bundle.objects("VirtualService")) {
      for (Node destination : service.spec().below("destination")) {
        hosts.add(Hosts.shortName(destination.get("host").textOrEmpty(), service.namespace()));
      }
    }
    services.forEach((host, service) -> {
      boolean selects = !service.spec().get("selector").entries().isEmpty();
      if (selects && !ofKnative(service)) {
        hosts.add(host);
      }
    });
    hosts.addAll(workloadsWithoutService());
    hosts.removeIf(host -> host.isBlank() || PLATFORM.contains(namespaceOf(host)));
    List<Subject> subjects =
        hosts.stream()
            .map(this::canonical)
            .distinct()
            .limit(MOST)
            .map(host ->
                subject(host, failing.stream().anyMatch(one -> canonical(one).equals(host))))
            .toList();
    return subjects.isEmpty() ? List.of(unnamed(!file.failures().isEmpty())) : subjects;
  }

  /** Workloads of namespaces from which the evidence has no Service; their names stand in. */
  private List<String> workloadsWithoutService() {
    Set<String> known = new LinkedHashSet<>();
    services.keySet().forEach(host -> known.add(namespaceOf(host)));
    revisions.keySet().forEach(host -> known.add(namespaceOf(host)));
    return bundle.objects().stream()
        .filter(one -> Workloads.KINDS.contains(one.kind()) && !known.contains(one.namespace()))
        .map(one -> one.name() + "." + one.namespace())
        .toList();
  }

  /** Services that failing requests were for, by cluster name, pod or host. */
  private Set<String> failing(CaseFile file) {
    Set<String> found = new LinkedHashSet<>(calledAs(file, file.failures()));
    for (List<Observation> same : Revisions.byTarget(file.failures())) {
      Observation first = same.getFirst();
      String cluster = Hosts.ofCluster(first.upstreamCluster());
      String host = cluster.isEmpty() ? Addresses.host(first.authority()) : cluster;
      boolean known =
          host.contains(".svc") || services.containsKey(Hosts.shortName(host, "")) || routed(host);
      if (known) {
        found.addAll(destinations(Hosts.shortName(host, "")));
      }
      revisions.forEach((service, all) -> {
        if (all.stream().anyMatch(one -> one.isFor(first))) {
          found.add(service);
        }
      });
      if (first.vantage().side() == Side.INBOUND || first.vantage().side() == Side.SERVER) {
        ofPod(first.vantage().instance()).ifPresent(found::add);
      }
    }
    return found;
  }

  /** The services by which callers' proxies knew the same requests. */
  private static Set<String> calledAs(CaseFile file, List<Observation> failures) {
    Set<Observation> failed = new HashSet<>(failures);
    Set<String> found = new LinkedHashSet<>();
    for (Exchange exchange : file.exchanges()) {
      if (exchange.observations().stream().anyMatch(failed::contains)) {
        for (Observation one : exchange.observations()) {
          String host = Hosts.ofCluster(one.upstreamCluster());
          if (host.contains(".svc")) {
            found.add(Hosts.shortName(host, ""));
          }
        }
      }
    }
    return found;
  }

  private Optional<String> ofPod(String name) {
    return bundle.pods().stream()
        .filter(pod -> !name.isEmpty() && pod.name().equals(name))
        .findFirst()
        .flatMap(pod ->
            services.entrySet().stream()
                .filter(one -> one.getKey().endsWith("." + pod.namespace()))
                .filter(one -> Backends.pods(bundle, one.getValue()).contains(pod))
                .map(Map.Entry::getKey)
                .findFirst());
  }

  private boolean routed(String host) {
    return bundle.objects("VirtualService").stream().anyMatch(one -> routes(one, host));
  }

  private static boolean routes(KubernetesObject service, String host) {
    return service.spec().get("hosts").items().stream()
        .anyMatch(one -> one.textOrEmpty().equals(host));
  }

  /** Where VirtualServices send requests for this host; the host itself without one. */
  private List<String> destinations(String host) {
    List<String> found = new ArrayList<>();
    for (KubernetesObject service : bundle.objects("VirtualService")) {
      if (routes(service, host)) {
        for (Node destination : service.spec().below("destination")) {
          found.add(Hosts.shortName(destination.get("host").textOrEmpty(), service.namespace()));
        }
      }
    }
    return found.isEmpty() ? List.of(host) : found;
  }

  /** Knative's own Services belong to the Service that the user made. */
  private String canonical(String host) {
    KubernetesObject service = services.get(host);
    if (service != null && ofKnative(service)) {
      return service.label("serving.knative.dev/service") + "." + service.namespace();
    }
    for (Map.Entry<String, List<Revision>> one : revisions.entrySet()) {
      boolean revision =
          one.getValue().stream()
              .anyMatch(each ->
                  host.equals(each.name() + "." + each.namespace())
                      || host.equals(each.name() + "-private." + each.namespace()));
      if (revision) {
        return one.getKey();
      }
    }
    return host;
  }

  private static boolean ofKnative(KubernetesObject service) {
    return !service.label("serving.knative.dev/service").isEmpty();
  }

  private Subject subject(String host, boolean failing) {
    List<Revision> own = revisions.getOrDefault(host, List.of());
    KubernetesObject service = services.get(host);
    List<Pod> pods = new ArrayList<>();
    if (service != null && service.spec().get("selector").exists()) {
      pods.addAll(Backends.pods(bundle, service));
    }
    for (Revision revision : own) {
      pods.addAll(Revisions.pods(bundle, revision.namespace(), revision.name()));
    }
    return new Subject(
        host, failing, pods.stream().distinct().toList(), sidecar(pods, failing), own);
  }

  private Subject unnamed(boolean failing) {
    return new Subject("", failing, List.of(), sidecar(List.of(), failing), List.of());
  }

  /** From the pods; without them, from access logs of the receiving side. */
  private Optional<Boolean> sidecar(List<Pod> pods, boolean failing) {
    if (linkerd) {
      return Optional.of(false);
    }
    List<Boolean> told = pods.stream().map(Meshed::hasProxy).flatMap(Optional::stream).toList();
    if (!told.isEmpty()) {
      return Optional.of(told.contains(true));
    }
    boolean inbound =
        failing
            && bundle.observations().stream().anyMatch(one -> one.vantage().side() == Side.INBOUND);
    return inbound ? Optional.of(true) : Optional.empty();
  }

  private static boolean hasLinkerd(Pod pod) {
    KubernetesObject object = pod.object();
    return object != null
        && object.spec().get("containers").items().stream()
            .anyMatch(one -> one.get("name").textOrEmpty().equals("linkerd-proxy"));
  }

  private static String namespaceOf(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? "" : host.substring(dot + 1);
  }
}

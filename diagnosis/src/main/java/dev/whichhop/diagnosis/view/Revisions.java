package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The Knative revisions of a bundle, put together from Revisions, Services, PodAutoscalers and
 * pods, and which of them the failing requests were for.
 */
public final class Revisions {
  /** Generated revision names end in a generation or in five random characters. */
  private static final Pattern SUFFIX = Pattern.compile("-(\\d{5}|[a-z0-9]{5})$");

  private static final String DEPLOYMENT = "-deployment-";

  private Revisions() {}

  /**
   * One revision.
   *
   * @param service the Knative Service (or Configuration) that it belongs to
   * @param hosts host names under which its Service is called
   * @param concurrency {@code containerConcurrency}; missing where the evidence does not say
   * @param timeout {@code timeoutSeconds}; missing likewise
   * @param responseStartTimeout {@code responseStartTimeoutSeconds}; missing likewise
   */
  public record Revision(
      String namespace,
      String name,
      String service,
      Set<String> hosts,
      Node concurrency,
      Node timeout,
      Node responseStartTimeout) {

    public String key() {
      return namespace + "/" + name;
    }

    /** True when the request was for this revision. */
    public boolean isFor(Observation request) {
      String cluster = Hosts.ofCluster(request.upstreamCluster());
      String in = namespace.isEmpty() ? "" : namespace + ".";
      if (!cluster.isEmpty() && !cluster.startsWith("activator-service")) {
        return cluster.startsWith(name + "." + in) || cluster.startsWith(name + "-private." + in);
      }
      if (request.vantage().instance().startsWith(name + DEPLOYMENT)) {
        return true;
      }
      String host = Addresses.host(request.authority());
      return hosts.contains(host) || (host + ".").startsWith(service + "." + in);
    }
  }

  /** All revisions that the evidence names. */
  public static Collection<Revision> of(Bundle bundle) {
    Map<String, Revision> found = new LinkedHashMap<>();
    Map<String, Set<String>> hosts = new LinkedHashMap<>();
    for (KubernetesObject object : bundle.objects()) {
      boolean knative = object.group().endsWith("knative.dev");
      if (described(object)) {
        addDescribed(found, object);
      } else if (knative && object.kind().equals("Revision")) {
        add(found, object.namespace(), object.name(), service(object), object.spec());
      } else if (knative && object.kind().equals("PodAutoscaler")) {
        add(found, object.namespace(), object.name(), service(object), object.spec());
      } else if (knative && object.kind().equals("Service")) {
        hosts.put(object.namespace() + "/" + object.name(), hostsOf(object));
        add(
            found,
            object.namespace(),
            currentRevision(object),
            object.name(),
            object.spec().at("template", "spec"));
      }
    }
    for (Pod pod : bundle.pods()) {
      String name = ofPod(pod);
      if (!name.isEmpty()) {
        // A table of one namespace does not say which; the revision may be known otherwise.
        boolean known =
            pod.namespace().isEmpty()
                && found.values().stream().anyMatch(one -> one.name.equals(name));
        if (!known) {
          add(found, pod.namespace(), name, "", new Node.Missing(pod.evidence().place()));
          addEnvironment(found, pod, name);
        }
      }
    }
    List<Revision> complete = new ArrayList<>();
    for (Revision one : found.values()) {
      Set<String> names = hosts.getOrDefault(one.namespace + "/" + one.service, Set.of());
      complete.add(
          new Revision(
              one.namespace,
              one.name,
              one.service,
              names,
              one.concurrency,
              one.timeout,
              one.responseStartTimeout));
    }
    return complete;
  }

  /**
   * The revisions that at least one failing request was for. Where nothing says what the failing
   * requests were for, the only revision of the evidence.
   */
  public static List<Revision> failing(CaseFile file) {
    Collection<Revision> all = of(file.bundle());
    if (all.isEmpty()) {
      return List.of();
    }
    Collection<List<Observation>> targets = byTarget(file.failures());
    boolean unknown =
        targets.stream()
            .map(List::getFirst)
            .allMatch(one -> one.authority().isEmpty() && one.upstreamCluster().isEmpty());
    if (unknown && all.size() == 1 && !file.faultyRequests().isEmpty()) {
      return List.copyOf(all);
    }
    return all.stream()
        .filter(one -> targets.stream().anyMatch(same -> one.isFor(same.getFirst())))
        .toList();
  }

  /** Those of the requests, grouped by target, that were for a revision. */
  public static List<Observation> requests(
      Revision revision, Collection<List<Observation>> byTarget) {
    return byTarget.stream()
        .filter(same -> revision.isFor(same.getFirst()))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Requests grouped by all that decides which revision they are for, so that a long log is looked
   * at once and not once for each revision.
   */
  public static Collection<List<Observation>> byTarget(List<Observation> requests) {
    Map<Target, List<Observation>> groups = new LinkedHashMap<>();
    for (Observation one : requests) {
      Target target = new Target(one.upstreamCluster(), one.authority(), one.vantage().instance());
      groups.computeIfAbsent(target, _ -> new ArrayList<>()).add(one);
    }
    return groups.values();
  }

  private record Target(String cluster, String authority, String instance) {}

  /** The revision of a pod by its label, else by the name of its Deployment; empty for others. */
  public static String ofPod(Pod pod) {
    KubernetesObject object = pod.object();
    if (object != null && !object.label("serving.knative.dev/revision").isEmpty()) {
      return object.label("serving.knative.dev/revision");
    }
    int end = pod.name().indexOf(DEPLOYMENT);
    return end < 0 ? "" : pod.name().substring(0, end);
  }

  /** The pods of a revision. */
  public static List<Pod> pods(Bundle bundle, String namespace, String revision) {
    return bundle.pods().stream()
        .filter(pod -> pod.namespace().equals(namespace) || pod.namespace().isEmpty())
        .filter(pod -> ofPod(pod).equals(revision))
        .toList();
  }

  private static String service(KubernetesObject object) {
    String service = object.label("serving.knative.dev/service");
    return service.isEmpty() ? object.label("serving.knative.dev/configuration") : service;
  }

  private static String currentRevision(KubernetesObject service) {
    for (String field : List.of("latestReadyRevisionName", "latestCreatedRevisionName")) {
      String name = service.status().get(field).textOrEmpty();
      if (!name.isEmpty()) {
        return name;
      }
    }
    return service.name();
  }

  private static Set<String> hostsOf(KubernetesObject service) {
    Set<String> hosts = new LinkedHashSet<>();
    for (Node url : List.of(service.status().get("url"), service.status().at("address", "url"))) {
      String text = url.textOrEmpty();
      int start = text.indexOf("://");
      if (start > 0) {
        hosts.add(text.substring(start + 3));
      }
    }
    return hosts;
  }

  private static boolean described(KubernetesObject object) {
    return object.kind().startsWith("Described")
        && object.root().get("API Version").textOrEmpty().startsWith("serving.knative.dev/");
  }

  /** {@code kubectl describe} of a Knative Service or Revision: its fields in words. */
  private static void addDescribed(Map<String, Revision> found, KubernetesObject object) {
    boolean revision = object.kind().endsWith("Revision");
    Node spec = object.root().get("Spec");
    String ready = object.root().at("Status", "Latest Ready Revision Name").textOrEmpty();
    Node settings = revision ? spec : spec.at("Template", "Spec");
    String name = revision || ready.isEmpty() ? object.name() : ready;
    put(
        found,
        new Revision(
            object.namespace(),
            name,
            revision ? SUFFIX.matcher(name).replaceFirst("") : object.name(),
            Set.of(),
            settings.get("Container Concurrency"),
            settings.get("Timeout Seconds"),
            settings.get("Response Start Timeout Seconds")));
  }

  private static void addEnvironment(Map<String, Revision> found, Pod pod, String name) {
    KubernetesObject object = pod.object();
    if (object == null) {
      return;
    }
    Map<String, Node> values = new LinkedHashMap<>();
    for (Node container : object.spec().get("containers").items()) {
      if (container.get("name").textOrEmpty().equals("queue-proxy")) {
        for (Node variable : container.get("env").items()) {
          values.put(variable.get("name").textOrEmpty(), variable.get("value"));
        }
      }
    }
    // Names of knative/serving pkg/reconciler/revision/resources/queue.go.
    Node none = new Node.Missing(Place.file(pod.evidence().place().file()));
    put(
        found,
        new Revision(
            pod.namespace(),
            name,
            SUFFIX.matcher(name).replaceFirst(""),
            Set.of(),
            values.getOrDefault("CONTAINER_CONCURRENCY", none),
            values.getOrDefault("REVISION_TIMEOUT_SECONDS", none),
            values.getOrDefault("REVISION_RESPONSE_START_TIMEOUT_SECONDS", none)));
  }

  private static void add(
      Map<String, Revision> found, String namespace, String name, String service, Node spec) {
    put(
        found,
        new Revision(
            namespace,
            name,
            service.isEmpty() ? SUFFIX.matcher(name).replaceFirst("") : service,
            Set.of(),
            spec.get("containerConcurrency"),
            spec.get("timeoutSeconds"),
            spec.get("responseStartTimeoutSeconds")));
  }

  private static void put(Map<String, Revision> found, Revision revision) {
    found.merge(
        revision.key(),
        revision,
        (old, more) ->
            new Revision(
                old.namespace,
                old.name,
                old.service,
                old.hosts,
                old.concurrency.exists() ? old.concurrency : more.concurrency,
                old.timeout.exists() ? old.timeout : more.timeout,
                old.responseStartTimeout.exists()
                    ? old.responseStartTimeout
                    : more.responseStartTimeout));
  }
}

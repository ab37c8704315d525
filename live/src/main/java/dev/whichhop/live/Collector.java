package dev.whichhop.live;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One run: asks what there is, lists it, then fetches the logs and pages of the pods that matter.
 */
public final class Collector {
  private final ClusterAccess cluster;
  private final Plan plan;
  private final Consumer<String> progress;
  private final Ledger ledger = new Ledger();
  private final Seen seen = new Seen();

  /**
   * @param progress told what is being done
   */
  public Collector(ClusterAccess cluster, Plan plan, Consumer<String> progress) {
    this.cluster = cluster;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * The requests that a run would send, one a line, for the kinds that this server has.
   *
   * @throws NoCluster when the server cannot be asked
   */
  public List<String> dryRun() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Listing one : listings(new Discovery(cluster, ledger).find(), Set.of())) {
      lines.add("GET " + ObjectPages.query(one.resource, one.namespace, ""));
    }
    return List.copyOf(lines);
  }

  /**
   * Collects into {@code files}, the file about the collection last.
   *
   * @throws NoCluster when the server cannot be asked; then nothing was written
   * @throws IOException when {@code files} cannot be written
   */
  public Collection collect(BundleFiles files) throws IOException {
    Discovery discovery = new Discovery(cluster, ledger);
    progress.accept("kinds of objects");
    List<Resource> resources = discovery.find();
    String server = discovery.serverVersion();

    ObjectPages pages = new ObjectPages(cluster, files, ledger, seen);
    resources.stream().filter(Collector::isNamespaces).forEach(one -> pages.list(one, ""));
    Set<String> existing = seen.namespaces();
    reportUnknownNamespaces(existing);
    inParallel(
        listings(resources, existing).stream().filter(one -> !isNamespaces(one.resource)).toList(),
        one -> {
          progress.accept(one.resource.fullName());
          pages.list(one.resource, one.namespace);
        });

    Logs logs = new Logs(cluster, files, ledger, plan.window(), plan.logBytes());
    Set<WantedLog> wantedLogs = wantedLogs();
    inParallel(
        wantedLogs,
        one -> {
          progress.accept("log of " + one.pod.name());
          logs.fetch(one.pod, one.container);
        });

    if (plan.portForward()) {
      pages(wantedLogs, files);
    }
    URI prometheus = plan.prometheus();
    if (prometheus != null) {
      history(prometheus, files);
    }

    Collection collection =
        new Collection(
            server,
            plan.window().from(),
            plan.window().to(),
            plan.namespaces(),
            ledger.entries(),
            ledger.gaps(),
            cluster.budget().requests(),
            cluster.budget().bytes(),
            cluster.budget().spentTime());
    CollectionFile.write(collection, files);
    return collection;
  }

  private record WantedPage(SeenPod pod, PodPage page) {}

  private void pages(Set<WantedLog> logs, BundleFiles files) {
    PodPages pages = new PodPages(cluster, files, ledger);
    List<WantedPage> wanted = new ArrayList<>();
    Set<SeenPod> pods = new LinkedHashSet<>();
    logs.forEach(one -> pods.add(one.pod));
    for (SeenPod pod : pods) {
      PodPage.of(pod).forEach(page -> wanted.add(new WantedPage(pod, page)));
    }
    inParallel(
        wanted,
        one -> {
          progress.accept("pages of " + one.pod.name());
          pages.fetch(one.pod, one.page);
        });
  }

  private void history(URI prometheus, BundleFiles files) {
    progress.accept("Prometheus");
    PrometheusHistory history =
        new PrometheusHistory(prometheus, cluster.budget(), files, ledger, plan.window());
    List<String> namespaces = plan.everywhere() ? List.of() : plan.withControlPlanes();
    inParallel(
        PrometheusHistory.queries(namespaces).entrySet(),
        one -> history.fetch(one.getKey(), one.getValue()));
  }

  private record Listing(Resource resource, String namespace) {}

  private static boolean isNamespaces(Resource resource) {
    return resource.fullName().equals("namespaces");
  }

  /** An empty answer would look as if the namespace had nothing in it. */
  private void reportUnknownNamespaces(Set<String> existing) {
    for (String namespace : plan.namespaces()) {
      if (!existing.isEmpty() && !existing.contains(namespace)) {
        ledger.failed(
            "namespace " + namespace, "", "does not exist in this cluster", Wanted.artefacts());
      }
    }
  }

  /**
   * Lists of each namespace; one list of all where all are wanted or the kind has none.
   *
   * @param existing namespaces of the cluster; empty when that is not known
   */
  private List<Listing> listings(List<Resource> resources, Set<String> existing) {
    Set<String> namespaces = new LinkedHashSet<>(plan.withControlPlanes());
    if (!existing.isEmpty()) {
      namespaces.retainAll(existing);
    }
    List<Listing> listings = new ArrayList<>();
    for (Resource resource : resources) {
      boolean secretive = resource.plural().equals("configmaps");
      if (!resource.namespaced() || (plan.everywhere() && !secretive)) {
        listings.add(new Listing(resource, ""));
        continue;
      }
      for (String namespace : namespaces) {
        if (Wanted.inNamespace(resource, plan.isControlPlane(namespace))) {
          listings.add(new Listing(resource, namespace));
        }
      }
    }
    return listings;
  }

  private record WantedLog(SeenPod pod, SeenPod.Container container) {}

  /** Those of control planes that always matter, then all of the pods that are asked about. */
  private Set<WantedLog> wantedLogs() {
    Set<WantedLog> wanted = new LinkedHashSet<>();
    for (SeenPod pod : seen.pods()) {
      if (plan.isControlPlane(pod.namespace())) {
        for (SeenPod.Container container : pod.containers()) {
          if (ContainerWords.ofControlPlane(container.name())) {
            wanted.add(new WantedLog(pod, container));
          }
        }
      }
    }
    boolean everything = plan.focus().everything();
    List<SeenPod> asked = plan.focus().of(seen);
    if (asked.isEmpty() && !everything) {
      ledger.failed(
          "pods of the question", "", "no pod was seen that serves it", ContainerWords.ALL_LOGS);
    }
    // Who asks about nothing in particular does not ask about control planes.
    List<SeenPod> chosen =
        spread(
            asked.stream()
                .filter(pod -> !everything || !plan.isControlPlane(pod.namespace()))
                .toList());
    for (SeenPod pod : chosen.subList(0, Math.min(plan.logPods(), chosen.size()))) {
      pod.containers().forEach(container -> wanted.add(new WantedLog(pod, container)));
    }
    if (chosen.size() > plan.logPods()) {
      List<SeenPod> leftOut = chosen.subList(plan.logPods(), chosen.size());
      ledger.leftOut(
          "logs of " + leftOut.size() + " of " + chosen.size() + " pods",
          "",
          "more than " + plan.logPods() + " pods; narrow with --service, --host or --pod",
          leftOut.stream()
              .flatMap(pod ->
                  pod.containers().stream()
                      .flatMap(one -> ContainerWords.artefacts(pod, one.name()).stream()))
              .distinct()
              .sorted()
              .toList());
    }
    return wanted;
  }

  /** Pods with a restart first, then the first of each workload, the second of each, and so on. */
  private static List<SeenPod> spread(List<SeenPod> pods) {
    Map<String, Integer> ofWorkload = new HashMap<>();
    Map<SeenPod, Integer> turn = new HashMap<>();
    for (SeenPod pod : pods) {
      int before = ofWorkload.merge(pod.namespace() + "/" + pod.workload(), 1, Integer::sum);
      turn.put(pod, pod.restarted() ? 0 : before);
    }
    return pods.stream()
        .sorted((left, right) -> turn.getOrDefault(left, 0) - turn.getOrDefault(right, 0))
        .toList();
  }

  /** One thread each; how many requests are under way at a time is the budget's matter. */
  private static <T> void inParallel(Iterable<T> all, Consumer<T> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      all.forEach(one -> running.add(threads.submit(() -> work.accept(one))));
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }
}

package dev.whichhop.live;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the pages of proxies and of Knative's parts through port-forwards. */
final class PodPages {
  /** A proxy with 97,000 statistics (istio/istio issue 32386) has about 10 MB of them. */
  private static final long MOST = 64L << 20;

  private final ClusterAccess cluster;
  private final BundleFiles files;
  private final Ledger ledger;

  /** Namespaces by whether the role allows port-forwards there. */
  private final Map<String, Boolean> allowed = new ConcurrentHashMap<>();

  PodPages(ClusterAccess cluster, BundleFiles files, Ledger ledger) {
    this.cluster = cluster;
    this.files = files;
    this.ledger = ledger;
  }

  void fetch(SeenPod pod, PodPage page) {
    if (!allowed.computeIfAbsent(pod.namespace(), _ -> isAllowed(pod, page))) {
      return;
    }
    String what = page.path() + " of " + pod.name() + ":" + page.port();
    String namespace = pod.namespace();
    LateFile file = new LateFile(files, page.fileOf(pod));
    try (file) {
      Answer answer = cluster.page(namespace, pod.name(), page.port(), page.path(), file, MOST);
      if (!answer.good()) {
        ledger.failed(what, namespace, answer.reason(), page.artefacts());
      } else if (answer.cut()) {
        ledger.cut(what, namespace, "only its first " + MOST + " bytes", page.artefacts());
      }
    } catch (Budget.Spent spent) {
      ledger.leftOut(what, namespace, "" + spent.getMessage(), page.artefacts());
    } catch (IOException failed) {
      ledger.failed(what, namespace, FailureWords.of(failed), page.artefacts());
    }
    if (file.bytes() > 0) {
      ledger.had(page.fileOf(pod), what, namespace, file.bytes());
    }
  }

  /**
   * Asks for the tunnel without saying that it shall be one: the API server looks at the role
   * first, and then says that something is missing (400), before anything reaches the pod.
   */
  private boolean isAllowed(SeenPod pod, PodPage page) {
    String path =
        "/api/v1/namespaces/"
            + pod.namespace()
            + "/pods/"
            + pod.name()
            + "/portforward?ports="
            + page.port();
    try {
      Answer answer = cluster.get(path, OutputStream.nullOutputStream(), 0);
      if (answer.denied()) {
        ledger.denied(
            "port-forwards into pods",
            pod.namespace(),
            answer.reason(),
            Rules.rule("", "pods/portforward", "get", "create"),
            PodPage.artefactsOfAll());
        return false;
      }
    } catch (IOException unknown) {
      // The page itself will meet the same, and tell.
      return true;
    }
    return true;
  }
}

package dev.whichhop.live;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the pages of proxies and of Knative's parts through port-forwards. */
final class PodPages {
  /** A proxy with 97,000 statistics (istio/istio issue 32386) has about 10 MB of them. */
  private static final long MOST = 64L << 20;

  private final ClusterAccess cluster;
  private final BundleFiles files;
  private final Ledger ledger;
  private final Set<String> denied = ConcurrentHashMap.newKeySet();

  PodPages(ClusterAccess cluster, BundleFiles files, Ledger ledger) {
    this.cluster = cluster;
    this.files = files;
    this.ledger = ledger;
  }

  void fetch(SeenPod pod, PodPage page) {
    if (denied.contains(pod.namespace())) {
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
    } catch (ForwardDenied refused) {
      if (denied.add(namespace)) {
        ledger.denied(
            "port-forward into pods",
            namespace,
            "" + refused.getMessage(),
            Rules.rule("", "pods/portforward", "create"),
            page.artefacts());
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
}

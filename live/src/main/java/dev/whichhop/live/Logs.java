package dev.whichhop.live;

import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Fetches logs of containers, of the window alone and never more than so many bytes of one. */
final class Logs {
  private final ClusterAccess cluster;
  private final BundleFiles files;
  private final Ledger ledger;
  private final Window window;
  private final long mostBytes;

  /** Namespaces where the role may not read logs: asking a hundred times more changes nothing. */
  private final Set<String> denied = ConcurrentHashMap.newKeySet();

  Logs(ClusterAccess cluster, BundleFiles files, Ledger ledger, Window window, long mostBytes) {
    this.cluster = cluster;
    this.files = files;
    this.ledger = ledger;
    this.window = window;
    this.mostBytes = mostBytes;
  }

  /** The log of one container, and of the one before it where it was restarted. */
  void fetch(SeenPod pod, SeenPod.Container container) {
    fetch(pod, container, false);
    if (container.restarted()) {
      fetch(pod, container, true);
    }
  }

  private void fetch(SeenPod pod, SeenPod.Container container, boolean previous) {
    List<String> artefacts = ContainerWords.artefacts(pod, container.name());
    String what = "log of " + pod.name() + "/" + container.name() + (previous ? " (previous)" : "");
    if (denied.contains(pod.namespace())) {
      return;
    }
    String name =
        "logs/"
            + pod.namespace()
            + "/"
            + pod.name()
            + "_"
            + container.name()
            + (previous ? "_previous" : "")
            + ".log";
    LateFile file = new LateFile(files, name);
    try (LogWindow log = new LogWindow(file, window.to())) {
      Answer answer = ask(pod, container.name(), previous, log);
      if (answer == null) {
        return;
      }
      if (answer.denied()) {
        if (denied.add(pod.namespace())) {
          ledger.denied(
              "logs of pods",
              pod.namespace(),
              answer.reason(),
              Rules.rule("", "pods/log", "get"),
              ContainerWords.ALL_LOGS);
        }
      } else if (!answer.good() && !hasNone(answer, previous)) {
        ledger.failed(what, pod.namespace(), answer.reason(), artefacts);
      } else if (answer.cut()) {
        ledger.cut(what, pod.namespace(), "only its first " + mostBytes + " bytes", artefacts);
      }
    } catch (Budget.Spent spent) {
      ledger.leftOut(what, pod.namespace(), "" + spent.getMessage(), artefacts);
    } catch (IOException failed) {
      ledger.failed(what, pod.namespace(), "" + failed.getMessage(), artefacts);
    }
    if (file.bytes() > 0) {
      ledger.had(name, what, pod.namespace(), file.bytes());
    }
  }

  /**
   * A log that does not exist, so nothing of it is missing: a previous one that the node has
   * removed, or that of a container that has not started (kubelet, {@code
   * validateContainerLogStatus} in {@code pkg/kubelet/kubelet_pods.go}).
   */
  private static boolean hasNone(Answer answer, boolean previous) {
    return answer.status() == 400 && (previous || answer.refusal().contains("is waiting to start"));
  }

  /** Null when all of the window was read before the log's end. */
  private @Nullable Answer ask(SeenPod pod, String container, boolean previous, OutputStream into)
      throws IOException {
    String path =
        "/api/v1/namespaces/"
            + pod.namespace()
            + "/pods/"
            + pod.name()
            + "/log?container="
            + container
            + "&timestamps=true&sinceTime="
            + window.from().truncatedTo(ChronoUnit.SECONDS)
            + (previous ? "&previous=true" : "");
    try {
      return cluster.get(path, into, mostBytes);
    } catch (IOException failed) {
      for (Throwable one = failed; one != null; one = one.getCause()) {
        if (one instanceof LogWindow.Behind) {
          return null;
        }
      }
      throw failed;
    }
  }
}

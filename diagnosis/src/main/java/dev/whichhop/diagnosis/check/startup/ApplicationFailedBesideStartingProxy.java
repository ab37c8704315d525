package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A container that was started together with its sidecar failed at once, and has been well since
 * its restart. Only where the sidecar is a container beside it that nothing waits for: a native
 * sidecar is an init container, and {@code holdApplicationUntilProxyStarts} adds a postStart hook
 * {@code pilot-agent wait} (istio-envoy facts F24).
 */
final class ApplicationFailedBesideStartingProxy implements Check {
  /** kubelet starts the containers of a pod one after the other, image pulls apart. */
  private static final Duration TOGETHER = Duration.ofSeconds(10);

  /** What fails later than this had its proxy. */
  private static final Duration AT_ONCE = Duration.ofSeconds(30);

  @Override
  public String id() {
    return "application-failed-beside-starting-proxy";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    String looked = "";
    for (KubernetesObject pod : file.bundle().objects("Pod")) {
      Optional<Instant> proxy = proxyStart(pod);
      if (proxy.isEmpty()) {
        continue;
      }
      looked = pod.reference();
      for (Node status : pod.status().get("containerStatuses").items()) {
        Node ended = status.at("lastState", "terminated");
        boolean recovered = status.get("ready").isTrue();
        boolean once = status.get("restartCount").whole().orElse(0) == 1;
        if (recovered && once && failedAtOnce(ended, proxy.get())) {
          return Answer.found(
              pod.reference(),
              List.of(
                  ended.get("exitCode").evidence(),
                  ended.get("startedAt").evidence(),
                  ended.get("finishedAt").evidence()),
              "container",
              status.get("name").textOrEmpty());
        }
      }
    }
    return looked.isEmpty() ? Answer.blind("pod-objects") : Answer.absent("Pod", looked);
  }

  /** When the sidecar started, where the application does not wait for it. */
  private static Optional<Instant> proxyStart(KubernetesObject pod) {
    for (Node container : pod.spec().get("containers").items()) {
      boolean waitedFor = container.at("lifecycle", "postStart").exists();
      if (container.get("name").textOrEmpty().equals("istio-proxy") && waitedFor) {
        return Optional.empty();
      }
    }
    return pod.status().get("containerStatuses").items().stream()
        .filter(one -> one.get("name").textOrEmpty().equals("istio-proxy"))
        .findFirst()
        .flatMap(one -> KubernetesObject.instant(one.at("state", "running", "startedAt")));
  }

  private static boolean failedAtOnce(Node ended, Instant proxy) {
    Optional<Instant> started = KubernetesObject.instant(ended.get("startedAt"));
    Optional<Instant> finished = KubernetesObject.instant(ended.get("finishedAt"));
    boolean byItself = ended.get("reason").textOrEmpty().equals("Error");
    return byItself
        && started.isPresent()
        && finished.isPresent()
        && Duration.between(proxy, started.get()).abs().compareTo(TOGETHER) <= 0
        && Duration.between(started.get(), finished.get()).compareTo(AT_ONCE) <= 0;
  }
}

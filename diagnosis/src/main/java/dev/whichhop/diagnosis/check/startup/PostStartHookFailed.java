package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/**
 * The postStart hook of istio-proxy ({@code pilot-agent wait}, put there by {@code
 * holdApplicationUntilProxyStarts}) failed: the proxy did not become ready in its time.
 */
final class PostStartHookFailed implements Check {

  @Override
  public String id() {
    return "proxy-post-start-hook-failed";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.EVENTS, EvidenceKind.SIGNALS, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesEvent> events = file.bundle().events();
    Signal signal = file.bundle().signal("post-start-wait-failed");
    for (KubernetesEvent event : events) {
      boolean waits =
          event.message().contains("pilot-agent")
              || event.message().contains("istio-proxy")
              || onlyProxyHasHook(file, event.objectName());
      if (event.reason().equals("FailedPostStartHook") && waits) {
        return Answer.found(
            event.objectName(), List.of(event.evidence()), "message", event.message());
      }
    }
    if (signal.seen()) {
      return Answer.found(
          signal.hits().getFirst().evidence().place().file(),
          signal.evidence(2),
          "message",
          signal.hits().getFirst().evidence().text());
    }
    return events.isEmpty() ? Answer.blind("events") : Answer.absent("events", "istio-proxy");
  }

  /** kubelet's event may say no more than that a hook failed; the pod tells whose it can be. */
  private static boolean onlyProxyHasHook(CaseFile file, String pod) {
    for (KubernetesObject object : file.bundle().objects("Pod")) {
      if (object.name().equals(pod)) {
        List<String> hooked =
            object.spec().get("containers").items().stream()
                .filter(one -> one.at("lifecycle", "postStart").exists())
                .map(one -> one.get("name").textOrEmpty())
                .toList();
        return hooked.equals(List.of(ProxyContainers.NAME));
      }
    }
    return false;
  }
}

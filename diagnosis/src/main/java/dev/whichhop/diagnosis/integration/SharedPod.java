package dev.whichhop.diagnosis.integration;

import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.diagnosis.view.Quantity;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What istio-proxy and queue-proxy do to each other in one pod. */
final class SharedPod {
  private static final String QUEUE_PROXY = "queue-proxy";

  /** queue-proxy serves on until no request came for so long (knative facts 3.1). */
  private static final int QUIET_SECONDS = 30;

  /** knative facts 5: a drain of at least 35 s. */
  private static final int MARGIN_SECONDS = 5;

  /** {@code terminationDrainDuration} by default (istio-envoy facts 3). */
  private static final int DEFAULT_DRAIN_SECONDS = 5;

  private static final Pattern DRAIN =
      Pattern.compile("terminationDrainDuration[\"']?\\s*:\\s*[\"']?(\\d{1,5})s");

  private record Pod(KubernetesObject object, Node queueProxy, Node istioProxy) {}

  private SharedPod() {}

  private static Optional<Pod> first(Bundle bundle) {
    for (KubernetesObject pod : bundle.objects("Pod")) {
      Optional<Node> istioProxy = ProxyContainers.spec(pod);
      Optional<Node> queueProxy =
          pod.spec().get("containers").items().stream()
              .filter(one -> one.get("name").textOrEmpty().equals(QUEUE_PROXY))
              .findFirst();
      if (istioProxy.isPresent() && queueProxy.isPresent()) {
        return Optional.of(new Pod(pod, queueProxy.get(), istioProxy.get()));
      }
    }
    return Optional.empty();
  }

  /** Requests are kept under pressure, what is above them is taken away. */
  static Step resources(Bundle bundle) {
    Optional<Pod> found = first(bundle);
    if (found.isEmpty()) {
      return unseen("resources-shared");
    }
    Pod pod = found.get();
    double queue = cpu(pod.queueProxy, "requests");
    double istio = cpu(pod.istioProxy, "requests");
    Phrase figures =
        Phrase.of(
            "integration.resources",
            "pod",
            pod.object.name(),
            "queue",
            range(pod.queueProxy),
            "istio",
            range(pod.istioProxy),
            "class",
            pod.object.status().get("qosClass").text().orElse("?"));
    boolean reserved = queue > 0 && istio > 0;
    return Step.of(
        Hop.SIDECAR,
        "resources-shared",
        reserved ? Reply.YES : Reply.NO,
        figures,
        List.of(
            pod.queueProxy.get("resources").exists()
                ? pod.queueProxy.get("resources").evidence()
                : pod.queueProxy.get("name").evidence(),
            pod.istioProxy.get("resources").exists()
                ? pod.istioProxy.get("resources").evidence()
                : pod.istioProxy.get("name").evidence()));
  }

  private static double cpu(Node container, String list) {
    OptionalDouble value = Quantity.parse(container.at("resources", list, "cpu").textOrEmpty());
    return value.orElse(0);
  }

  private static String range(Node container) {
    Node resources = container.get("resources");
    return part(resources, "requests", "cpu")
        + "–"
        + part(resources, "limits", "cpu")
        + " CPU, "
        + part(resources, "requests", "memory")
        + "–"
        + part(resources, "limits", "memory");
  }

  private static String part(Node resources, String list, String name) {
    return resources.get(list).get(name).text().orElse("∅");
  }

  /** The sidecar must not end before queue-proxy has drained. */
  static Step drainOrder(Bundle bundle) {
    Optional<Pod> found = first(bundle);
    if (found.isEmpty()) {
      return unseen("drain-order");
    }
    Pod pod = found.get();
    boolean isNative =
        pod.object.spec().get("initContainers").items().stream()
            .anyMatch(one -> one.get("name").textOrEmpty().equals(ProxyContainers.NAME));
    if (isNative) {
      return Step.of(
          Hop.SIDECAR,
          "drain-order",
          Reply.YES,
          Phrase.of("integration.native-sidecar", "pod", pod.object.name()),
          List.of(pod.istioProxy.get("name").evidence()));
    }
    Node configuration = pod.object.metadata().get("annotations").get("proxy.istio.io/config");
    boolean waits =
        configuration.textOrEmpty().contains("EXIT_ON_ZERO_ACTIVE_CONNECTIONS")
            || pod.istioProxy.get("env").items().stream()
                .anyMatch(one ->
                    one.get("name").textOrEmpty().equals("EXIT_ON_ZERO_ACTIVE_CONNECTIONS")
                        && one.get("value").isTrue());
    Matcher drain = DRAIN.matcher(configuration.textOrEmpty());
    int seconds = drain.find() ? Integer.parseInt(drain.group(1)) : DEFAULT_DRAIN_SECONDS;
    boolean inOrder = waits || seconds >= QUIET_SECONDS + MARGIN_SECONDS;
    return Step.of(
        Hop.SIDECAR,
        "drain-order",
        inOrder ? Reply.YES : Reply.NO,
        Phrase.of(
            waits ? "integration.drain-waits" : "integration.drain",
            "pod",
            pod.object.name(),
            "drain",
            seconds,
            "quiet",
            QUIET_SECONDS),
        List.of(
            configuration.exists()
                ? configuration.evidence()
                : pod.istioProxy.get("name").evidence()));
  }

  private static Step unseen(String ask) {
    return Step.of(
        Hop.SIDECAR, ask, Reply.UNSEEN, Phrase.of("artefact.pod-objects.what"), List.of());
  }
}

package dev.whichhop.diagnosis.ladder;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pod template, or a pod where only that is known.
 *
 * @param object the Deployment, StatefulSet, DaemonSet or Pod
 * @param template its pod template: {@code metadata} and {@code spec}
 */
record Workload(KubernetesObject object, Node template) {
  private static final String PROXY = "istio-proxy";

  /** {@code sleep 20}, {@code sleep 15s}, within a shell line too. */
  private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s+(\\d{1,5})s?\\b");

  static Workload of(KubernetesObject object) {
    return new Workload(
        object, object.kind().equals("Pod") ? object.root() : object.root().at("spec", "template"));
  }

  String reference() {
    return object.reference();
  }

  Node spec() {
    return template.get("spec");
  }

  /** The proxy is an init container that runs on: it ends after the application (KEP-753). */
  boolean nativeSidecar() {
    return spec().get("initContainers").items().stream()
        .anyMatch(one -> one.get("name").textOrEmpty().equals(PROXY));
  }

  Node proxy() {
    return spec().get("containers").items().stream()
        .filter(one -> one.get("name").textOrEmpty().equals(PROXY))
        .findFirst()
        .orElse(new Node.Missing(template.place()));
  }

  List<Node> applications() {
    return spec().get("containers").items().stream()
        .filter(one -> !one.get("name").textOrEmpty().equals(PROXY))
        .filter(one -> !one.get("name").textOrEmpty().equals("queue-proxy"))
        .toList();
  }

  /** How long a container's preStop hook sleeps. */
  Optional<Reading> preStop(Node container) {
    Node hook = container.at("lifecycle", "preStop");
    Node sleep = hook.at("sleep", "seconds");
    if (sleep.exists()) {
      return Reading.seconds(reference(), sleep);
    }
    StringBuilder command = new StringBuilder();
    List<Node> words = new ArrayList<>(hook.at("exec", "command").items());
    words.forEach(word -> command.append(word.textOrEmpty()).append(' '));
    Matcher found = SLEEP.matcher(command);
    return found.find()
        ? Optional.of(
            Reading.lasts(
                reference(),
                java.time.Duration.ofSeconds(Long.parseLong(found.group(1))),
                new Evidence(
                    hook.at("exec", "command").place(), "preStop: " + command.toString().strip())))
        : Optional.empty();
  }

  /**
   * A field of the proxy's configuration as this workload has it: the annotation {@code
   * proxy.istio.io/config}, else the environment PROXY_CONFIG that the injector wrote.
   */
  Optional<Evidence> proxyConfig(String field) {
    Node annotation = template.at("metadata", "annotations", "proxy.istio.io/config");
    return within(annotation, field).or(() -> within(environment("PROXY_CONFIG"), field));
  }

  /** True when the injector's own words are here, so what they do not say is not set. */
  boolean proxyConfigSeen() {
    return environment("PROXY_CONFIG").exists();
  }

  Node environment(String name) {
    for (String list : List.of("containers", "initContainers")) {
      for (Node container : spec().get(list).items()) {
        if (container.get("name").textOrEmpty().equals(PROXY)) {
          for (Node variable : container.get("env").items()) {
            if (variable.get("name").textOrEmpty().equals(name)) {
              return variable.get("value");
            }
          }
        }
      }
    }
    return new Node.Missing(template.place());
  }

  /** The value of {@code field} in YAML or JSON that stands as text; the evidence's text is it. */
  private static Optional<Evidence> within(Node text, String field) {
    Matcher value =
        Pattern.compile("\\b" + field + "[\"']?\\s*:\\s*[\"']?([^\\s\"',}]+)")
            .matcher(text.textOrEmpty());
    return value.find()
        ? Optional.of(new Evidence(text.place(), field + ": " + value.group(1)))
        : Optional.empty();
  }
}

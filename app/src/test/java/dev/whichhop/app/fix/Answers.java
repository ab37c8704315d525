package dev.whichhop.app.fix;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers of diagnose with the remedies that a test wants. */
final class Answers {
  private final ObjectNode answer = JsonMapper.shared().createObjectNode();
  private final ArrayNode remedies =
      answer.putArray("causes").addObject().put("id", "some-cause").putArray("remedies");

  /** The calling proxy gives up idle connections first. */
  static Answers idleTimeout(String namespace, String rule, String host) {
    return new Answers()
        .and(
            "shorten-proxy-idle-timeout",
            "",
            """
            # the proxy must let go first
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata:
              name: %s
              namespace: %s
            spec:
              host: %s
              trafficPolicy:
                connectionPool:
                  http:
                    idleTimeout: 4s
            """
                .formatted(rule, namespace, host));
  }

  /** The pod waits before it stops. */
  static Answers waitBeforeStop(String namespace, String deployment) {
    return new Answers()
        .and(
            "wait-before-stop",
            "Deployment/" + namespace + "/" + deployment,
            """
            spec:
              template:
                spec:
                  terminationGracePeriodSeconds: 45
                  containers:
                    - name: app
                      lifecycle:
                        preStop:
                          exec:
                            command: ["sleep", "10"]
            """);
  }

  /** The container gets a probe, which the server completes with defaults. */
  static Answers readinessProbe(String namespace, String deployment) {
    return new Answers()
        .and(
            "wait-before-stop",
            "Deployment/" + namespace + "/" + deployment,
            """
            spec:
              template:
                spec:
                  containers:
                    - name: app
                      readinessProbe:
                        httpGet: {path: /ready, port: 8080}
            """);
  }

  Answers and(Answers other) {
    other.remedies.forEach(remedies::add);
    return this;
  }

  Answers and(String remedy, String object, String text) {
    return and(remedy, object, "yaml", text);
  }

  Answers and(String remedy, String object, String kind, String text) {
    remedies
        .addObject()
        .put("id", remedy)
        .put("kind", kind)
        .put("text", text)
        .put("object", object)
        .put("verify", "");
    return this;
  }

  JsonNode tree() {
    return answer;
  }
}

package dev.whichhop.app.ladder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One generated configuration as real objects, with wrong orders put into it on purpose.
 *
 * <p>It decides first what shall be wrong and then makes values that are: it never compares two of
 * them. So what it says it planted does not share a mistake with the code under test.
 */
final class PlantedTimers {
  private final Random random;
  private final Set<String> wrong = new TreeSet<>();
  private final List<Map<String, Object>> objects = new ArrayList<>();
  private final Map<String, String> aws = new LinkedHashMap<>();
  private final StringBuilder sysctl = new StringBuilder();

  /** A filter holds for the proxies of all services. */
  private boolean filtered;

  PlantedTimers(long seed) {
    this.random = new Random(seed);
    boolean knative = random.nextInt(3) == 0;
    service("cart", knative, true);
    if (!knative && !filtered && random.nextInt(3) == 0) {
      service("search", false, false);
    }
    gateway();
  }

  /** Rules that must be found broken; all others must not. */
  Set<String> wrong() {
    return wrong;
  }

  List<Map<String, Object>> objects() {
    return objects;
  }

  /** AWS CLI answers by file name. */
  Map<String, String> aws() {
    return aws;
  }

  String sysctl() {
    return sysctl.toString();
  }

  private boolean plant(String rule, boolean sinful) {
    boolean planted = sinful && random.nextInt(3) == 0;
    if (planted) {
      wrong.add(rule);
    }
    return planted;
  }

  private int above(int value) {
    return value + 1 + random.nextInt(200);
  }

  /** At least 1. */
  private int below(int value) {
    return 1 + random.nextInt(value - 1);
  }

  // --- one service -------------------------------------------------------------------------

  private void service(String name, boolean knative, boolean sinful) {
    int pool = 20 + random.nextInt(2000);
    int sender = knative ? 90 : pool;
    int keepAlive = plant("sender-reuses-after-app-closed", sinful) ? below(sender) : above(sender);
    sidecarIdle(name, pool, sinful);
    destinationRule(name, pool, sinful);
    // The innocent one answers within every time-out that a balancer can have.
    int route = sinful ? 20 + random.nextInt(250) : 20 + random.nextInt(40);
    virtualService(name, route, sinful);
    int revision = knative ? revision(name, route, sinful) : 0;
    if (sinful) {
      balancer(knative ? revision : route);
    }
    pod(name, knative ? revision : -1, keepAlive, sinful, knative);
    if (!knative) {
      object("v1", "Service", name, "shop").put("spec", Map.of("selector", Map.of("app", name)));
    }
  }

  private void sidecarIdle(String name, int pool, boolean sinful) {
    // Without a filter it is Envoy's hour, above every pool made here.
    if (!sinful || random.nextBoolean()) {
      return;
    }
    filtered = true;
    int idle = plant("proxy-reuses-after-sidecar-closed", true) ? below(pool) : above(pool);
    Map<String, Object> options =
        Map.of("common_http_protocol_options", Map.of("idle_timeout", idle + "s"));
    envoyFilter(
        "inbound-idle-" + name,
        "SIDECAR_INBOUND",
        "NETWORK_FILTER",
        Map.of("typed_config", options));
  }

  private void destinationRule(String name, int pool, boolean sinful) {
    Map<String, Object> tcp = new LinkedHashMap<>();
    Map<String, Object> http = new LinkedHashMap<>();
    (random.nextBoolean() ? http : tcp).put("idleTimeout", duration(pool));
    if (sinful) {
      int entry = random.nextInt(3);
      if (entry == 0 && plant("pool-outlasts-conntrack", true)) {
        conntrack(Math.max(5, below(pool)));
      } else if (entry == 1) {
        conntrack(above(pool));
      } else if (entry == 2) {
        // Forgotten sooner than the pool lets go, but never silent for that long.
        int forgets = 10 + random.nextInt(10);
        conntrack(forgets);
        tcp.put("tcpKeepalive", Map.of("time", duration(below(forgets)), "probes", 3));
      }
    } else {
      tcp.put("tcpKeepalive", Map.of("time", "2s"));
    }
    Map<String, Object> policy = new LinkedHashMap<>();
    Map<String, Object> connections = Map.of("tcp", tcp, "http", http);
    if (random.nextInt(4) == 0) {
      policy.put(
          "portLevelSettings",
          List.of(Map.of("port", Map.of("number", 80), "connectionPool", connections)));
    } else {
      policy.put("connectionPool", connections);
    }
    if (random.nextBoolean()) {
      int interval = 5 + random.nextInt(300);
      int base = plant("ejection-waits-for-sweep", sinful) ? below(interval) : above(interval) - 1;
      policy.put(
          "outlierDetection",
          Map.of("interval", duration(interval), "baseEjectionTime", duration(base)));
    }
    object("networking.istio.io/v1", "DestinationRule", name, "shop")
        .put(
            "spec",
            Map.of(
                "host",
                random.nextBoolean() ? name : name + ".shop.svc.cluster.local",
                "trafficPolicy",
                policy));
  }

  private void conntrack(int seconds) {
    if (sysctl.isEmpty()) {
      sysctl
          .append("net.ipv4.tcp_keepalive_time = 7200\n")
          .append("net.netfilter.nf_conntrack_max = 262144\n")
          .append("net.netfilter.nf_conntrack_tcp_timeout_established = ")
          .append(seconds)
          .append("\n");
    }
  }

  private void virtualService(String name, int route, boolean sinful) {
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("route", List.of(Map.of("destination", Map.of("host", name))));
    http.put("timeout", duration(route));
    if (random.nextBoolean()) {
      int attempts = 1 + random.nextInt(4);
      int tries = attempts + 1;
      boolean cut = plant("tries-do-not-fit", sinful);
      int perTry = route / tries + (cut ? 1 + random.nextInt(5) : 0);
      http.put("retries", Map.of("attempts", attempts, "perTryTimeout", duration(perTry)));
    }
    object("networking.istio.io/v1", "VirtualService", name, "shop")
        .put("spec", Map.of("hosts", List.of(name), "http", List.of(http)));
  }

  private int revision(String name, int route, boolean sinful) {
    int timeout =
        plant("revision-outlasts-route", sinful) ? above(route) : 5 + random.nextInt(route - 4);
    int bytes = plant("first-byte-limit-below-timeout", sinful) ? below(timeout) : timeout;
    Map<String, String> data =
        Map.of("revision-timeout-seconds", "" + bytes, "max-revision-timeout-seconds", "600");
    object("v1", "ConfigMap", "config-defaults", "knative-serving").put("data", data);
    Map<String, Object> service = object("serving.knative.dev/v1", "Service", name, "shop");
    service.put("spec", Map.of("template", Map.of("spec", Map.of("timeoutSeconds", timeout))));
    service.put("status", Map.of("latestReadyRevisionName", name + "-00001"));
    return timeout;
  }

  /** The balancer's time-out against the longest wait behind it, and the gateway's keepalive. */
  private void balancer(int longest) {
    boolean forgets = random.nextInt(3) == 0;
    // An NLB has 60 to 6000 s.
    int idle = forgets && longest > 62 ? 60 + random.nextInt(longest - 61) : above(longest) + 60;
    boolean shorter = forgets && longest > 62;
    boolean keepalive = random.nextBoolean();
    if (!keepalive && random.nextBoolean()) {
      securityGroup(plant("balancer-outlasts-security-group", true) ? below(idle) : above(idle));
    }
    boolean late = keepalive && plant("keepalive-too-late-for-balancer", true);
    if (keepalive) {
      int time = late ? above(idle) : below(idle);
      List<Map<String, Object>> options =
          List.of(
              Map.of("level", 1, "name", 9, "int_value", 1),
              Map.of("level", 6, "name", 4, "int_value", time));
      envoyFilter("keepalive", "GATEWAY", "LISTENER", Map.of("socket_options", options));
    }
    if (shorter && (late || !keepalive)) {
      wrong.add("silent-answer-outlasts-balancer");
    }
    if (random.nextBoolean()) {
      attributes("listener-attributes.json", "tcp.idle_timeout.seconds", idle);
    } else {
      Map<String, Object> gateway = object("v1", "Service", "ingress", "istio-system");
      metadata(gateway)
          .put(
              "annotations",
              Map.of(
                  "service.beta.kubernetes.io/aws-load-balancer-type",
                  "external",
                  "service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-443",
                  "tcp.idle_timeout.seconds=" + idle));
      gateway.put(
          "spec", Map.of("type", "LoadBalancer", "selector", Map.of("istio", "ingressgateway")));
    }
  }

  private void securityGroup(int seconds) {
    aws.put(
        "network-interfaces.json",
        "{\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"eni-0123456789abcdef0\","
            + "\"PrivateIpAddress\":\"10.0.1.17\","
            + "\"ConnectionTrackingConfiguration\":{\"TcpEstablishedTimeout\":"
            + seconds
            + "}}]}");
  }

  /**
   * The activator's grace against the longest request, which is the grace of the revision's pods.
   */
  private void activator(int longest) {
    int grace = plant("activator-ends-before-request", true) ? below(longest) : above(longest) - 1;
    object("apps/v1", "Deployment", "activator", "knative-serving")
        .put(
            "spec",
            Map.of("template", Map.of("spec", Map.of("terminationGracePeriodSeconds", grace))));
  }

  /** Grace, drain and the application's wait in one of their six orders. */
  private void pod(String name, int revision, int keepAlive, boolean sinful, boolean knative) {
    int low = 6 + random.nextInt(5);
    int middle = above(low);
    int high = above(middle);
    boolean own = random.nextBoolean();
    Map<String, Object> hook = new LinkedHashMap<>();
    int grace = high;
    int drain = middle;
    if (knative) {
      // Its grace is the revision's time-out; queue-proxy's silence of 30 s must fit into it.
      grace = sinful && random.nextInt(3) == 0 ? 29 : 31 + random.nextInt(500);
      drain = 5;
      own = true;
      if (grace == 29) {
        wrong.add("grace-cuts-queue-proxy-drain");
      }
      activator(grace);
    } else if (!sinful || random.nextInt(3) > 0) {
      hook.put("preStop", sleep(low));
    } else if (random.nextBoolean()) {
      wrong.add("proxy-ends-before-application");
      drain = low;
      hook.put("preStop", sleep(middle));
    } else if (random.nextBoolean()) {
      wrong.add("killed-before-drain-ends");
      hook.put("preStop", sleep(low));
      grace = middle;
      drain = high;
    } else {
      wrong.add("killed-in-pre-stop");
      wrong.add("proxy-ends-before-application");
      drain = low;
      grace = middle;
      hook.put("preStop", sleep(high));
    }
    Map<String, Object> application = new LinkedHashMap<>();
    application.put("name", knative ? "user-container" : "app");
    application.put("lifecycle", hook);
    keepAlive(application, keepAlive);
    probes(application, sinful);
    Map<String, Object> proxy = new LinkedHashMap<>();
    proxy.put("name", "istio-proxy");
    proxy.put(
        "image",
        "docker.io/istio/proxyv2:1.2" + List.of("0.8", "2.3", "4.6").get(random.nextInt(3)));
    String config = "{\"terminationDrainDuration\":\"" + duration(drain) + "\"}";
    proxy.put("env", List.of(Map.of("name", "PROXY_CONFIG", "value", own ? "{}" : config)));
    String podName =
        knative ? name + "-00001-deployment-5d9c7b9f4-x2x7q" : name + "-5d9c7b9f4-x2x7q";
    Map<String, Object> pod = object("v1", "Pod", podName, "shop");
    Map<String, Object> labels = new LinkedHashMap<>(Map.of("app", name));
    if (knative) {
      labels.put("serving.knative.dev/revision", name + "-00001");
      labels.put("serving.knative.dev/service", name);
    }
    metadata(pod).put("labels", labels);
    if (own) {
      String yaml =
          "holdApplicationUntilProxyStarts: true\nterminationDrainDuration: " + duration(drain);
      metadata(pod)
          .put(
              "annotations", Map.of("proxy.istio.io/config", random.nextBoolean() ? config : yaml));
    }
    pod.put(
        "spec",
        Map.of("terminationGracePeriodSeconds", grace, "containers", List.of(application, proxy)));
  }

  private static Map<String, Object> sleep(int seconds) {
    return seconds % 2 == 0
        ? Map.of("sleep", Map.of("seconds", seconds))
        : Map.of("exec", Map.of("command", List.of("/bin/sh", "-c", "sleep " + seconds)));
  }

  private void keepAlive(Map<String, Object> container, int seconds) {
    if (random.nextBoolean()) {
      container.put(
          "env", List.of(Map.of("name", "KEEP_ALIVE_TIMEOUT", "value", seconds * 1000L + "ms")));
    } else {
      container.put("args", List.of("uvicorn", "main:app", "--timeout-keep-alive", seconds + "s"));
    }
  }

  private void probes(Map<String, Object> container, boolean sinful) {
    if (random.nextBoolean()) {
      return;
    }
    int period = 1 + random.nextInt(20);
    int failures = 2 + random.nextInt(5);
    boolean early = plant("restarted-before-taken-out", sinful);
    container.put("readinessProbe", Map.of("periodSeconds", period, "failureThreshold", failures));
    container.put(
        "livenessProbe",
        Map.of(
            "periodSeconds",
            period,
            "failureThreshold",
            early ? failures - 1 : failures + random.nextInt(5)));
  }

  // --- the gateway behind an NLB with pods as targets --------------------------------------

  private void gateway() {
    int interval = 5 + random.nextInt(20);
    int threshold = 2 + random.nextInt(4);
    int notice = interval * threshold;
    int delay = 10 + random.nextInt(300);
    int longer = Math.max(notice, delay);
    int shorter = Math.min(notice, delay);
    boolean first = plant("pod-ends-before-balancer-notices", true);
    boolean second = plant("pod-ends-before-deregistration", true);
    int end;
    if (first == second) {
      end = first ? below(shorter) : above(longer);
    } else {
      end = 400;
      interval = first ? 45 : 20;
      threshold = first ? 10 : 2;
      delay = first ? 50 : 900;
    }
    // The pod ends with its proxy, or when it is killed before.
    boolean killed = plant("killed-before-drain-ends", true);
    int serves = killed ? above(end) : end;
    int grace = killed ? end : above(end);
    attributes("target-group-attributes.json", "deregistration_delay.timeout_seconds", delay);
    aws.put(
        "target-groups.json",
        "{\"TargetGroups\":[{\"TargetGroupArn\":\"arn:aws:elasticloadbalancing:eu-west-1:111122223333:"
            + "targetgroup/gw/0123456789abcdef\",\"TargetGroupName\":\"gw\",\"TargetType\":\"ip\","
            + "\"HealthCheckIntervalSeconds\":"
            + interval
            + ",\"UnhealthyThresholdCount\":"
            + threshold
            + "}]}");
    aws.put(
        "load-balancers.json",
        "{\"LoadBalancers\":[{\"LoadBalancerArn\":\"arn:aws:elasticloadbalancing:eu-west-1:"
            + "111122223333:loadbalancer/net/gw/0123456789abcdef\",\"LoadBalancerName\":\"gw\","
            + "\"Type\":\"network\"}]}");
    int wait = random.nextBoolean() && serves > 2 ? below(serves - 1) : 0;
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("name", "istio-proxy");
    container.put("image", "docker.io/istio/proxyv2:1.24.6");
    if (wait > 0) {
      container.put("lifecycle", Map.of("preStop", sleep(wait)));
    }
    Map<String, Object> metadata =
        Map.of(
            "labels", Map.of("istio", "ingressgateway"),
            "annotations",
                Map.of(
                    "proxy.istio.io/config",
                    "terminationDrainDuration: " + duration(serves - wait)));
    object("networking.istio.io/v1", "Gateway", "ingress", "istio-system")
        .put("spec", Map.of("selector", Map.of("istio", "ingressgateway")));
    object("apps/v1", "Deployment", "istio-ingressgateway", "istio-system")
        .put(
            "spec",
            Map.of(
                "template",
                Map.of(
                    "metadata",
                    metadata,
                    "spec",
                    Map.of(
                        "containers",
                        List.of(container),
                        "terminationGracePeriodSeconds",
                        grace))));
  }

  // --- objects -----------------------------------------------------------------------------

  /** One of the ways in which people write the same duration. */
  private String duration(int seconds) {
    int way = random.nextInt(3);
    if (way == 0 && seconds >= 60) {
      return seconds / 60 + "m" + seconds % 60 + "s";
    }
    return way == 1 ? seconds * 1000L + "ms" : seconds + "s";
  }

  private void attributes(String file, String key, int value) {
    aws.put(file, "{\"Attributes\":[{\"Key\":\"" + key + "\",\"Value\":\"" + value + "\"}]}");
  }

  private void envoyFilter(String name, String context, String applyTo, Map<String, Object> value) {
    object("networking.istio.io/v1alpha3", "EnvoyFilter", name, "istio-system")
        .put(
            "spec",
            Map.of(
                "configPatches",
                List.of(
                    Map.of(
                        "applyTo",
                        applyTo,
                        "match",
                        Map.of("context", context),
                        "patch",
                        Map.of("operation", "MERGE", "value", value)))));
  }

  private Map<String, Object> object(String version, String kind, String name, String namespace) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", version);
    object.put("kind", kind);
    object.put("metadata", new LinkedHashMap<>(Map.of("name", name, "namespace", namespace)));
    objects.add(object);
    return object;
  }

  @SuppressWarnings("unchecked") // made by object()
  private static Map<String, Object> metadata(Map<String, Object> object) {
    return (Map<String, Object>) object.get("metadata");
  }
}

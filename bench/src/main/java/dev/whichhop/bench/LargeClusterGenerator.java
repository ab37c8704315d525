package dev.whichhop.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes what somebody collects from a large cluster: {@code SERVICES SEED json|yaml FOLDER}. With
 * 2,500 services: 5,000 pods, 4,500 VirtualServices, a {@code /config_dump} of the gateway of 300
 * MB. The same seed gives the same bytes.
 *
 * <p>One VirtualService names a subset that no DestinationRule defines, so the gateway has no such
 * cluster and answers {@code 503 NC}; it is the same one with the same log lines for any number of
 * services, so that the large folder can be compared with a small one. {@code truth.json} beside
 * the evidence says so.
 */
public final class LargeClusterGenerator {
  private static final int PODS_OF_A_SERVICE = 2;
  private static final int NAMESPACES = 40;
  private static final List<String> SUBSETS = List.of("", "v1", "v2");
  private static final List<String> PORTS = List.of("80", "9090", "9000", "8443", "9443");

  /** The faulty one; every folder has at least as many services. */
  private static final int FAULTY_SERVICE = 7;

  private static final int LOG_LINES = 20_000;

  /** Services that are called, so that the log is the same for any number of them. */
  private static final int CALLED_SERVICES = 20;

  private static final String PROXY = "istio-ingressgateway-6f8c9d7b5-wm4tk";

  /** 2026-03-02T08:00:00Z. */
  private static final long START_MILLIS = 1_772_438_400_000L;

  private final int services;
  private final long seed;
  private final Path folder;

  private LargeClusterGenerator(int services, long seed, Path folder) {
    this.services = services;
    this.seed = seed;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4 || !List.of("json", "yaml").contains(arguments[2])) {
      System.err.println("usage: LargeClusterGenerator SERVICES SEED json|yaml FOLDER");
      System.exit(2);
    }
    int services = Math.max(CALLED_SERVICES, Integer.parseInt(arguments[0]));
    Path folder = Path.of(arguments[3]);
    Files.createDirectories(folder.resolve("evidence"));
    new LargeClusterGenerator(services, Long.parseLong(arguments[1]), folder.resolve("evidence"))
        .write(arguments[2].equals("yaml"));
    Files.writeString(
        folder.resolve("truth.json"),
        """
        {"cause": "destinationrule-subset-missing", "hop": "control-plane"}
        """);
  }

  /** Services with an odd number have two routes, four of five of them, so 1.8 on the average. */
  private int routes() {
    return services * 9 / 5;
  }

  private void write(boolean yaml) throws IOException {
    list("pods", "pod", services * PODS_OF_A_SERVICE, this::pod, yaml);
    list("services", "service", services, this::service, yaml);
    list("endpointslices", "endpoint-slice", services, this::service, yaml);
    list("destinationrules", "destination-rule", services, this::service, yaml);
    list("virtualservices", "virtual-service", routes(), this::route, yaml);
    list("gateways", "gateway", 1, this::service, yaml);
    configDump();
    endpointTable();
    accessLog();
  }

  private interface Values {
    Map<String, String> of(int index);
  }

  private void list(String name, String template, int count, Values values, boolean yaml)
      throws IOException {
    Template object = Template.of(template);
    StringBuilder text = new StringBuilder();
    try (Writer out = Files.newBufferedWriter(folder.resolve(name + (yaml ? ".yaml" : ".json")))) {
      out.write(
          yaml ? "apiVersion: v1\nitems:\n" : "{\n    \"apiVersion\": \"v1\",\n    \"items\": [");
      for (int i = 0; i < count; i++) {
        text.setLength(0);
        if (yaml) {
          object.yamlItem(text, values.of(i));
        } else {
          text.append(i == 0 ? "" : ",").append("\n        ");
          object.json(text, values.of(i), 4, 2);
        }
        out.append(text);
      }
      out.write(
          yaml
              ? "kind: List\nmetadata:\n  resourceVersion: \"\"\n"
              : "\n    ],\n    \"kind\": \"List\",\n    \"metadata\": {\n"
                  + "        \"resourceVersion\": \"\"\n    }\n}\n");
    }
  }

  private static String name(int service) {
    return String.format(Locale.ROOT, "shop-%04d", service);
  }

  private static String namespace(int service) {
    return "team-" + service % NAMESPACES;
  }

  /** The names of an index are the same in every folder, whatever else is in it. */
  private Map<String, String> pod(int index) {
    int service = index / PODS_OF_A_SERVICE;
    String workload = name(service) + "-" + hash(service);
    return Map.of(
        "service", name(service),
        "namespace", namespace(service),
        "hash", hash(service),
        "workload", workload,
        "pod", podName(index),
        "node", index % 200 + "-" + index % 250,
        "octet", Integer.toString(index % 250),
        "address", address(index),
        "serial", String.format(Locale.ROOT, "%012x", 0x5000 + index));
  }

  private String hash(int service) {
    return Integer.toHexString(0x5c9f7d00 + new SplittableRandom(seed + service).nextInt(256));
  }

  private String podName(int index) {
    SplittableRandom random = new SplittableRandom(seed ^ index);
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      // The letters of Kubernetes' generated names (apimachinery, pkg/util/rand).
      suffix.append("bcdfghjklmnpqrstvwxz2456789".charAt(random.nextInt(27)));
    }
    int service = index / PODS_OF_A_SERVICE;
    return name(service) + "-" + hash(service) + "-" + suffix;
  }

  private static String address(int pod) {
    return "10.64." + pod / 250 + "." + (1 + pod % 250);
  }

  private Map<String, String> service(int index) {
    int pod = index * PODS_OF_A_SERVICE;
    return Map.of(
        "service", name(index),
        "namespace", namespace(index),
        "first-pod", podName(pod),
        "second-pod", podName(pod + 1),
        "first-address", address(pod),
        "second-address", address(pod + 1),
        "node", index % 200 + "-" + index % 250,
        "high", Integer.toString(index / 250),
        "octet", Integer.toString(1 + index % 250),
        "serial", String.format(Locale.ROOT, "%012x", 0x9000 + index));
  }

  private Map<String, String> route(int index) {
    int service = index % services;
    boolean second = index >= services;
    String name = name(service) + (second ? "-partners" : "");
    boolean faulty = service == FAULTY_SERVICE && !second;
    return Map.of(
        "service",
        name(service),
        "namespace",
        namespace(service),
        "route",
        name,
        "host",
        name + ".example.com",
        "subset",
        faulty ? "canary" : "v1",
        "serial",
        String.format(Locale.ROOT, "%012x", 0xd000 + index));
  }

  private Map<String, String> cluster(int service, String port, String subset) {
    return Map.ofEntries(
        Map.entry("service", name(service)),
        Map.entry("namespace", namespace(service)),
        Map.entry("port", port),
        Map.entry("subset", subset),
        Map.entry(
            "cluster",
            "outbound|"
                + port
                + "|"
                + subset
                + "|"
                + name(service)
                + "."
                + namespace(service)
                + ".svc.cluster.local"),
        Map.entry("first-pod", podName(service * PODS_OF_A_SERVICE)),
        Map.entry("second-pod", podName(service * PODS_OF_A_SERVICE + 1)),
        Map.entry("first-address", address(service * PODS_OF_A_SERVICE)),
        Map.entry("second-address", address(service * PODS_OF_A_SERVICE + 1)));
  }

  /** As Envoy prints {@code /config_dump?include_eds}: a blank for each level. */
  private void configDump() throws IOException {
    try (Writer out = Files.newBufferedWriter(folder.resolve("config_dump.json"))) {
      out.write("{\n \"configs\": [\n  {\n");
      out.write("   \"@type\": \"type.googleapis.com/envoy.admin.v3.BootstrapConfigDump\",\n");
      out.write("   \"bootstrap\": {\n    \"node\": {\n     \"id\": \"router~10.64.31.9~" + PROXY);
      out.write(".istio-system~istio-system.svc.cluster.local\"\n    }\n   }\n  },\n");
      section(out, "Clusters", "dynamic_active_clusters", "envoy-cluster");
      section(out, "Endpoints", "dynamic_endpoint_configs", "envoy-endpoint");
      StringBuilder listener = new StringBuilder();
      Template.of("envoy-listener").json(listener, Map.of(), 1, 4);
      begin(out, "Listeners", "dynamic_listeners");
      out.append("\n    ").append(listener).append("\n   ]\n  },\n");
      begin(out, "Routes", "dynamic_route_configs");
      out.write("\n    {\n     \"route_config\": {\n      \"@type\": \"type.googleapis.com/");
      out.write("envoy.config.route.v3.RouteConfiguration\",\n");
      out.write("      \"name\": \"https.443.https.public.istio-system\",\n");
      out.write("      \"virtual_hosts\": [");
      Template virtualHost = Template.of("envoy-virtual-host");
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < routes(); i++) {
        text.setLength(0);
        text.append(i == 0 ? "" : ",").append("\n       ");
        virtualHost.json(text, route(i), 1, 7);
        out.append(text);
      }
      out.write(
          "\n      ],\n      \"validate_clusters\": false\n     }\n    }\n   ]\n  }\n ]\n}\n");
    }
  }

  private static void begin(Writer out, String section, String list) throws IOException {
    out.write("  {\n   \"@type\": \"type.googleapis.com/envoy.admin.v3." + section);
    out.write("ConfigDump\",\n   \"" + list + "\": [");
  }

  /** An element for each port and subset of each service. */
  private void section(Writer out, String section, String list, String template)
      throws IOException {
    begin(out, section, list);
    Template element = Template.of(template);
    StringBuilder text = new StringBuilder();
    String separator = "\n    ";
    for (int service = 0; service < services; service++) {
      for (String port : PORTS) {
        for (String subset : SUBSETS) {
          text.setLength(0);
          text.append(separator);
          element.json(text, cluster(service, port, subset), 1, 4);
          out.append(text);
          separator = ",\n    ";
        }
      }
    }
    out.write("\n   ]\n  },\n");
  }

  /** {@code istioctl proxy-config endpoint} of the same gateway. */
  private void endpointTable() throws IOException {
    Path file = folder.resolve(PROXY + "_proxy-config-endpoint.txt");
    try (Writer out = Files.newBufferedWriter(file)) {
      String row = "%-25s %-11s %-17s %s\n";
      out.write(String.format(Locale.ROOT, row, "ENDPOINT", "STATUS", "OUTLIER CHECK", "CLUSTER"));
      for (int pod = 0; pod < services * PODS_OF_A_SERVICE; pod++) {
        String cluster = cluster(pod / PODS_OF_A_SERVICE, "80", "").get("cluster");
        out.write(
            String.format(Locale.ROOT, row, address(pod) + ":8080", "HEALTHY", "OK", cluster));
      }
    }
  }

  private void accessLog() throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    long millis = START_MILLIS;
    try (Writer out = Files.newBufferedWriter(folder.resolve(PROXY + ".log"))) {
      for (int i = 0; i < LOG_LINES; i++) {
        millis += 5 + random.nextInt(30);
        int service = random.nextInt(CALLED_SERVICES);
        boolean faulty = service == FAULTY_SERVICE;
        String host = name(service) + ".example.com";
        int duration = 1 + random.nextInt(60);
        String client = "198.51.100." + random.nextInt(250) + ":" + (1024 + random.nextInt(60_000));
        String upstream = address(service * PODS_OF_A_SERVICE + random.nextInt(2)) + ":8080";
        out.write(
            "[" + Instant.ofEpochMilli(millis) + "] \"GET /api/items/" + random.nextInt(9_000));
        out.write(" HTTP/2\" ");
        out.write(
            faulty
                ? "503 NC cluster_not_found - \"-\" 0 0 0 -"
                : "200 - via_upstream - \"-\" 0 512 " + duration + " " + duration);
        out.write(" \"" + client.substring(0, client.indexOf(':')) + "\" \"okhttp/5.1.0\" \"");
        out.write(
            String.format(
                Locale.ROOT,
                "%08x-0000-4000-8000-%012x",
                random.nextInt(),
                random.nextInt(1 << 30)));
        out.write("\" \"" + host + "\" ");
        out.write(
            faulty
                ? "\"-\" - -"
                : "\""
                    + upstream
                    + "\" "
                    + cluster(service, "80", "v1").get("cluster")
                    + " 10.64.31.9:41822");
        out.write(" 10.64.31.9:8443 " + client + " " + host + " -\n");
      }
    }
  }
}

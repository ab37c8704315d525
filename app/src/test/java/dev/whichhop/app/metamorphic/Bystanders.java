package dev.whichhop.app.metamorphic;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Another cluster's objects and traffic, in good health, which has nothing to do with the case. */
final class Bystanders {
  private static final Pattern TIME =
      Pattern.compile("20[12]\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

  private Bystanders() {}

  static EvidenceFolder join(EvidenceFolder evidence, Random random) {
    Instant start =
        evidence
            .texts()
            .flatMap(text ->
                TIME.matcher(text).results().map(java.util.regex.MatchResult::group).limit(50))
            .filter(time -> time.compareTo("2017") > 0)
            .sorted()
            .reduce((first, second) -> second)
            .map(Instant::parse)
            .orElse(Instant.parse("2025-03-04T05:06:07Z"))
            .minus(20, ChronoUnit.MINUTES);
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder objects = new StringBuilder();
    for (int cluster = 1; cluster <= 2; cluster++) {
      String namespace = "zoo-" + (char) ('f' + cluster);
      for (int pod = 1; pod <= 3; pod++) {
        objects.append(
            pod(namespace, "giraffe-" + "6f9b8d7c5-q" + pod + "w2" + cluster, cluster, pod, start));
      }
      objects.append(service(namespace, cluster));
      files.put(
          "other/cluster-" + cluster + "/ingress.log", gateway(namespace, cluster, start, random));
    }
    files.put("other/all.yaml", objects.toString());
    return evidence.with(files);
  }

  private static String pod(String namespace, String name, int cluster, int number, Instant start) {
    return """
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: %1$s
      namespace: %2$s
      creationTimestamp: "%5$s"
      labels: {app: giraffe}
    spec:
      nodeName: node-%3$d-%4$d
      containers:
      - name: giraffe
        image: registry.example.net/zoo/giraffe:3.1
        ports: [{containerPort: 8080}]
    status:
      phase: Running
      podIP: 100.96.%3$d.%4$d
      conditions:
      - {type: Ready, status: "True", lastTransitionTime: "%5$s"}
      containerStatuses:
      - name: giraffe
        ready: true
        restartCount: 0
        state: {running: {startedAt: "%5$s"}}
    """
        .formatted(
            name,
            namespace,
            cluster,
            number,
            start.minus(9, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
  }

  private static String service(String namespace, int cluster) {
    return """
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: giraffe, namespace: %s}
    spec:
      type: ClusterIP
      clusterIP: 100.64.%d.9
      selector: {app: giraffe}
      ports: [{name: http, port: 80, targetPort: 8080}]
    """
        .formatted(namespace, cluster);
  }

  private static String gateway(String namespace, int cluster, Instant start, Random random) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      Instant time =
          start.plusMillis(i * 15_000L + random.nextInt(9_000)).truncatedTo(ChronoUnit.MILLIS);
      int duration = 4 + random.nextInt(30);
      log.append(
          String.format(
              Locale.ROOT,
              "[%s] \"GET /feed/%d HTTP/1.1\" 200 - via_upstream - \"-\" 0 %d %d %d \"198.51.100.%d\""
                  + " \"zoo-client/2\" \"%08x-0000-4000-8000-%012x\" \"giraffe.zoo.example.net\""
                  + " \"100.96.%d.%d:8080\" outbound|80||giraffe.%s.svc.cluster.local 100.96.%d.200:%d"
                  + " 100.96.%d.200:8443 198.51.100.%d:%d giraffe.zoo.example.net -%n",
              String.format(Locale.ROOT, "%tFT%<tT.%<tLZ", time.atOffset(java.time.ZoneOffset.UTC)),
              i,
              200 + random.nextInt(4000),
              duration,
              duration - 1,
              1 + i % 200,
              random.nextInt(),
              Math.abs(random.nextLong() % 0xffffffffffffL),
              cluster,
              1 + i % 3,
              namespace,
              cluster,
              40_000 + i,
              cluster,
              1 + i % 200,
              50_000 + i));
    }
    return log.toString().replace(System.lineSeparator(), "\n");
  }
}

package dev.whichhop.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Client, gateway, sidecar and application while a scenario is played, and what they leave behind.
 */
public final class Stage implements AutoCloseable {
  /** Without the bootstrap, most of which is a list of what is compiled into this Envoy. */
  private static final String DUMP = "/config_dump?resource=dynamic_active_clusters";

  private final Setup setup;
  private final Path folder;
  private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Application application;
  private final Envoy gateway;
  private final Envoy sidecar;
  private final StringBuilder verbose = new StringBuilder();
  private final List<String> loop = new ArrayList<>();
  private final AtomicLong callsWithoutAnswer = new AtomicLong();
  private String loopCommand = "";

  Stage(String binary, Setup setup, Path folder) throws IOException, InterruptedException {
    this.setup = setup;
    this.folder = folder;
    for (String name : List.of("gateway", "sidecar")) {
      Files.createDirectories(folder.resolve(name));
      Certificates.write(folder.resolve(name), setup);
    }
    // The gateway trusts the sidecar and the other way round.
    trust("gateway", "sidecar/server.pem");
    trust("sidecar", "gateway/client.pem");
    application =
        new Application(
            "127.0.0.1", Cast.PORT, setup.applicationKeepAlive, folder.resolve("application.log"));
    sidecar = new Envoy(binary, ProxyFiles.sidecar(setup), folder.resolve("sidecar"));
    gateway = new Envoy(binary, ProxyFiles.gateway(setup), folder.resolve("gateway"));
  }

  private void trust(String proxy, String certificate) throws IOException {
    Files.copy(folder.resolve(certificate), folder.resolve(proxy + "/roots.pem"));
  }

  /** Sends a request with curl and keeps its verbose output; returns curl's exit code. */
  public int curl(String path, String... options) throws IOException, InterruptedException {
    return call(path, true, options);
  }

  /** Sends one request of a loop and keeps only status and time; returns curl's exit code. */
  public int loop(String path, String... options) throws IOException, InterruptedException {
    return call(path, false, options);
  }

  /** As many loop requests at the same moment. */
  public void together(int requests, String path, String... options) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            try {
              loop(path, options);
            } catch (IOException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private int call(String path, boolean keepVerbose, String... options)
      throws IOException, InterruptedException {
    boolean tls = !setup.gatewayServerName.isEmpty();
    String url =
        setup.clientInsideMesh
            ? (tls
                    ? "https://" + Cast.PUBLIC_HOST + ":8443"
                    : "http://" + Cast.PUBLIC_HOST + ":8080")
                + path
            : "http://" + Cast.HOST + ":" + Cast.PORT + path;
    List<String> words = new ArrayList<>(List.of("curl", keepVerbose ? "-v" : "-sS"));
    words.addAll(List.of(options));
    words.add(url);
    List<String> hidden = new ArrayList<>(words);
    hidden.addAll(
        List.of(
            "--noproxy",
            "*",
            "-k",
            "-N",
            "--interface",
            Cast.CLIENT_ADDRESS,
            "-o",
            "/dev/null",
            "--resolve",
            Cast.PUBLIC_HOST + ":8080:" + Cast.GATEWAY_ADDRESS,
            "--resolve",
            Cast.PUBLIC_HOST + ":8443:" + Cast.GATEWAY_ADDRESS,
            "--resolve",
            Cast.HOST + ":8080:" + Cast.POD_ADDRESS));
    if (keepVerbose) {
      hidden.add("-s");
      hidden.add("-S");
    } else {
      hidden.addAll(List.of("-w", "%{http_code} %{time_total}\n"));
    }
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Process process = new ProcessBuilder(hidden).redirectErrorStream(true).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    int exit = process.waitFor();
    if (exit != 0) {
      callsWithoutAnswer.incrementAndGet();
    }
    String shown = String.join(" ", words).replaceAll("x{100,}", "…");
    synchronized (this) {
      if (keepVerbose) {
        verbose.append("$ date -u +%FT%TZ\n").append(start).append('\n');
        verbose
            .append("$ kubectl -n shop exec ")
            .append(Cast.CLIENT)
            .append(" -- ")
            .append(shown)
            .append('\n');
        // what --resolve adds, and the headers that a scenario makes long, are the lab's own
        printed
            .lines()
            .filter(line -> !line.contains("DNS cache") && !line.contains("Hostname "))
            .map(line -> line.replaceAll("x{100,}", "…"))
            .forEach(line -> verbose.append(line.replace("\r", "")).append('\n'));
      } else {
        loopCommand = shown;
        for (String line : printed.lines().toList()) {
          loop.add(line.startsWith("curl:") ? line : start + " " + line);
        }
      }
    }
    return exit;
  }

  /** How many calls curl ended with an error. */
  long callsWithoutAnswer() {
    return callsWithoutAnswer.get();
  }

  /** Sum of the gateway's counters whose names end so. */
  public long gatewayCounter(String suffix) throws IOException, InterruptedException {
    return gateway.counter(suffix);
  }

  /** Sum of the sidecar's counters whose names end so. */
  public long sidecarCounter(String suffix) throws IOException, InterruptedException {
    return sidecar.counter(suffix);
  }

  /** How often the application closed a connection in which a request was waiting. */
  public long closedOverRequest() {
    return application.closedOverRequest.get();
  }

  /** Writes the evidence: only what users have. */
  void record(Path evidence) throws IOException, InterruptedException {
    Thread.sleep(500); // access logs are flushed every 100 ms
    Files.createDirectories(evidence);
    Files.copy(gateway.log, evidence.resolve(Cast.GATEWAY + ".log"));
    Files.copy(sidecar.log, evidence.resolve(Cast.POD + "_istio-proxy.log"));
    Files.copy(folder.resolve("application.log"), evidence.resolve(Cast.POD + "_catalog.log"));
    write(evidence, Cast.GATEWAY + "_clusters.txt", gateway.admin("/clusters"));
    write(evidence, Cast.GATEWAY + "_config_dump.json", gateway.admin(DUMP));
    write(evidence, Cast.POD + "_config_dump.json", sidecar.admin(DUMP));
    write(evidence, "pods.yaml", Objects.pods(started.minusSeconds(86_400)));
    write(evidence, "service.yaml", Objects.service(setup));
    write(evidence, "routing.yaml", Objects.routing(setup));
    write(evidence, "policies.yaml", Objects.policies(setup));
    write(evidence, "curl-v.txt", verbose.toString());
    if (!loop.isEmpty()) {
      write(
          evidence,
          "loop-from-pod.txt",
          "$ kubectl -n shop exec %s -- sh -c 'while :; do echo \"$(date -u +%%FT%%TZ) $(%s -o /dev/null -w \"%%{http_code} %%{time_total}\")\"; done' 2>&1%n"
                  .formatted(Cast.CLIENT, loopCommand)
              + String.join("\n", loop)
              + "\n");
    }
  }

  private static void write(Path evidence, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      Files.writeString(evidence.resolve(name), text);
    }
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    sidecar.close();
    application.close();
  }
}

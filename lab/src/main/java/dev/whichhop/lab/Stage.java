package dev.whichhop.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Client, gateway, sidecar and application while a scenario is played. */
public final class Stage implements AutoCloseable {
  private final String binary;
  private final Setup setup;
  private final Path folder;
  private final Caller caller;
  private final Rollouts rollouts = new Rollouts();
  private final List<Thread> running = new ArrayList<>();

  /** The one that serves new requests last. */
  final List<Envoy> gateways = new ArrayList<>();

  final List<Pod> pods = new ArrayList<>();
  final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  Stage(String binary, Setup setup, Path folder) throws IOException, InterruptedException {
    this.binary = binary;
    this.setup = setup;
    this.folder = folder;
    caller = new Caller(setup, folder);
    for (Cast.Member member : List.of(Cast.GATEWAY, Cast.NEXT_GATEWAY, Cast.POD, Cast.NEXT_POD)) {
      Files.createDirectories(folder.resolve(member.name()));
    }
    if (setup.gatewaySpeaksTls() || setup.gatewayTerminatesTls()) {
      Certificates.write(folder.resolve(Cast.GATEWAY.name()), setup);
      Certificates.write(folder.resolve(Cast.POD.name()), setup);
      // The gateway trusts the sidecar and the other way round.
      trust(Cast.GATEWAY, Cast.POD, "server.pem");
      trust(Cast.POD, Cast.GATEWAY, "client.pem");
    }
    try {
      startPod(Cast.POD);
      startGateway(Cast.GATEWAY);
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void trust(Cast.Member proxy, Cast.Member peer, String certificate) throws IOException {
    Files.copy(
        folder.resolve(peer.name()).resolve(certificate),
        folder.resolve(proxy.name()).resolve("roots.pem"));
  }

  private void startPod(Cast.Member member) throws IOException, InterruptedException {
    pods.add(new Pod(member, binary, setup, folder.resolve(member.name())));
  }

  private void startGateway(Cast.Member member) throws IOException, InterruptedException {
    gateways.add(new Envoy(binary, GatewayFiles.of(setup, member), folder.resolve(member.name())));
  }

  /** Sends a request with curl and keeps its verbose output; returns curl's exit code. */
  public int curl(String path, String... options) throws IOException, InterruptedException {
    return caller.call(path, true, options);
  }

  /** Sends requests of a loop, one after the other, and keeps only status and time. */
  public void loop(int requests, String path, String... options)
      throws IOException, InterruptedException {
    for (int i = 0; i < requests; i++) {
      caller.call(path, false, options);
    }
  }

  /** A file of so many kB, in the way curl is told to send it. */
  public String file(int kilobytes) throws IOException {
    Path file = folder.resolve("import-" + kilobytes + "k.csv");
    Files.writeString(file, "x".repeat(kilobytes * 1_000));
    return "@" + file.getFileName();
  }

  /** Sends as many requests at the same moment and goes on. */
  public void begin(int requests, String path, String... options) {
    for (int i = 0; i < requests; i++) {
      running.add(
          Thread.startVirtualThread(() -> {
            try {
              caller.call(path, false, options);
            } catch (IOException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }));
    }
  }

  /** Waits for all that was begun. */
  public void finish() throws InterruptedException {
    for (Thread thread : running) {
      thread.join();
    }
    running.clear();
  }

  /** Sends as many requests at the same moment and waits for them. */
  public void together(int requests, String path, String... options) throws InterruptedException {
    begin(requests, path, options);
    finish();
  }

  /**
   * Replaces the application's pod: the new one is ready, the gateway learns it, the old one is
   * told to end and ends meanwhile.
   */
  public void rollPods() throws IOException, InterruptedException {
    startPod(Cast.NEXT_POD);
    Pod old = pods.getFirst();
    rollouts.replaced(old.member, Cast.NEXT_POD);
    setup.endpoint(Cast.NEXT_POD.address());
    ProxyFiles.push(
        gateways.getLast().folder, "endpoints.yaml", GatewayFiles.endpoints(setup.endpoint));
    Thread.sleep(300); // until the gateway has it
    inBackground(() -> {
      old.application.close();
      old.sidecar.orElseThrow().terminate(true, setup.sidecarDrain);
    });
  }

  /** Replaces the gateway's pod; new calls go to the new one. */
  public void rollGateway() throws IOException, InterruptedException {
    startGateway(Cast.NEXT_GATEWAY);
    Envoy old = gateways.getFirst();
    rollouts.replaced(Cast.GATEWAY, Cast.NEXT_GATEWAY);
    caller.use(Cast.NEXT_GATEWAY);
    inBackground(() -> old.terminate(false, setup.gatewayDrain));
  }

  private interface Act {
    void run() throws IOException, InterruptedException;
  }

  private void inBackground(Act act) {
    running.add(
        Thread.startVirtualThread(() -> {
          try {
            act.run();
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }));
  }

  int calls() {
    return caller.calls();
  }

  int failedCalls() {
    return caller.failed();
  }

  /** Calls that curl ended with an error or that were answered with 431, 502, 503 or 504. */
  public long callsWithoutAnswer() {
    return caller.failed();
  }

  /** Sum of the counters of the gateway that serves now whose names end so. */
  public long gatewayCounter(String suffix) throws IOException, InterruptedException {
    return gateways.getLast().counter(suffix);
  }

  /** Sum of the sidecar's counters whose names end so. */
  public long sidecarCounter(String suffix) throws IOException, InterruptedException {
    return pods.getLast().sidecar.orElseThrow().counter(suffix);
  }

  /** How many requests the application refused, or closed a connection over. */
  public long lostByApplication() {
    return pods.stream().mapToLong(pod -> pod.application.lostRequests()).sum();
  }

  /** Writes the evidence: only what users have. */
  void record(Path evidence) throws IOException, InterruptedException {
    Thread.sleep(500); // access logs are flushed every 100 ms
    new Evidence(setup, this, rollouts).write(evidence);
    caller.record(evidence);
  }

  @Override
  public void close() throws IOException {
    for (Envoy gateway : gateways) {
      gateway.close();
    }
    for (Pod pod : pods) {
      pod.close();
    }
  }
}

package dev.whichhop.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The calling pod: real curl, and what its terminal showed. */
final class Caller {
  /** Answers that the path gives in place of the application. */
  private static final Set<String> NOT_ANSWERED = Set.of("431", "502", "503", "504");

  private final Setup setup;
  private final Path folder;
  private final StringBuilder verbose = new StringBuilder();
  private final List<String> loop = new ArrayList<>();
  private String loopCommand = "";
  private String gateway = Cast.GATEWAY.address();
  private int calls;
  private int failed;

  Caller(Setup setup, Path folder) {
    this.setup = setup;
    this.folder = folder;
  }

  /** New calls go to this gateway from now on. */
  synchronized void use(Cast.Member newGateway) {
    gateway = newGateway.address();
  }

  synchronized int calls() {
    return calls;
  }

  /** Calls that curl ended with an error, and those answered with 431, 502, 503 or 504. */
  synchronized int failed() {
    return failed;
  }

  private String url() {
    if (!setup.clientInsideMesh) {
      return "http://" + Cast.HOST + ":" + Cast.PORT;
    }
    return setup.gatewayTerminatesTls()
        ? "https://" + Cast.PUBLIC_HOST + ":8443"
        : "http://" + Cast.PUBLIC_HOST + ":8080";
  }

  /** What the operator typed, and what the lab adds so that it works in one namespace. */
  private synchronized List<String> complete(List<String> words, boolean keepVerbose) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--noproxy", "*", "-k", "-N", "-o", "/dev/null"));
    all.addAll(List.of("--interface", Cast.CLIENT.address()));
    for (String resolved :
        List.of(
            Cast.PUBLIC_HOST + ":8080:" + gateway,
            Cast.PUBLIC_HOST + ":8443:" + gateway,
            Cast.HOST + ":8080:" + Cast.POD_ADDRESS)) {
      all.addAll(List.of("--resolve", resolved));
    }
    all.addAll(keepVerbose ? List.of("-s", "-S") : List.of("-w", "%{http_code} %{time_total}\n"));
    return all;
  }

  /** Returns curl's exit code. */
  int call(String path, boolean keepVerbose, String... options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("curl", keepVerbose ? "-v" : "-sS"));
    words.addAll(List.of(options));
    words.add(url() + path);
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Process process =
        new ProcessBuilder(complete(words, keepVerbose))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    int exit = process.waitFor();
    note(start, exit, shortened(String.join(" ", words)), printed, keepVerbose);
    return exit;
  }

  private synchronized void note(
      Instant start, int exit, String shown, String printed, boolean keepVerbose) {
    List<String> lines = printed.lines().toList();
    List<String> statuses =
        lines.stream()
            .map(line -> line.replaceFirst("^< HTTP/\\S+ ", ""))
            .filter(line -> line.matches("\\d{3} .*"))
            .map(line -> line.substring(0, 3))
            .toList();
    int answeredBadly = (int) statuses.stream().filter(NOT_ANSWERED::contains).count();
    calls += Math.max(1, statuses.size());
    failed += exit != 0 ? Math.max(1, answeredBadly) : answeredBadly;
    if (!keepVerbose) {
      loopCommand = shown;
      lines.forEach(line -> loop.add(line.startsWith("curl:") ? line : start + " " + line));
      return;
    }
    verbose
        .append("$ date -u +%FT%TZ\n")
        .append(start)
        .append("\n$ kubectl -n shop exec ")
        .append(Cast.CLIENT.name())
        .append(" -- ")
        .append(shown)
        .append('\n');
    // what --resolve adds, and the headers that a scenario makes long, are the lab's own
    lines.stream()
        .filter(line -> !line.contains("DNS cache") && !line.contains("Hostname "))
        .forEach(line -> verbose.append(shortened(line.replace("\r", ""))).append('\n'));
  }

  private static String shortened(String text) {
    return text.replaceAll("x{100,}", "…");
  }

  /** Writes what the terminal showed. */
  synchronized void record(Path evidence) throws IOException {
    if (!verbose.isEmpty()) {
      Files.writeString(evidence.resolve("curl-v.txt"), verbose);
    }
    if (!loop.isEmpty()) {
      Files.writeString(
          evidence.resolve("loop-from-pod.txt"),
          "$ kubectl -n shop exec %s -- sh -c 'while :; do echo \"$(date -u +%%FT%%TZ) $(%s -o /dev/null -w \"%%{http_code} %%{time_total}\")\"; done' 2>&1%n"
                  .formatted(Cast.CLIENT.name(), loopCommand)
              + String.join("\n", loop)
              + "\n");
    }
  }
}

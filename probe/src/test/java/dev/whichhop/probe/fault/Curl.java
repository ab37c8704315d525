package dev.whichhop.probe.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real curl, which ours is held against. */
public final class Curl {
  private Curl() {}

  /** Its version; empty when there is none on this machine. */
  public static String version() {
    try {
      Process process = new ProcessBuilder("curl", "--version").redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes());
      process.waitFor();
      return text.lines().findFirst().orElse("");
    } catch (IOException none) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /**
   * The exit code over HTTP/1.1.
   *
   * @param authority what is trusted
   */
  public static int exit(Path authority, String... urls) {
    return run(List.of("--http1.1", "--cacert", authority.toString()), urls);
  }

  /** The exit code over HTTP/2 in clear text. */
  public static int exitOverHttp2(String url) {
    return run(List.of("--http2-prior-knowledge"), url);
  }

  /** Asks directly, whatever proxy the environment names. */
  private static int run(List<String> options, String... urls) {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-m", "1.5"));
    command.addAll(List.of("--connect-timeout", "1", "--noproxy", "*", "-o", "/dev/null"));
    command.addAll(options);
    command.addAll(List.of(urls));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

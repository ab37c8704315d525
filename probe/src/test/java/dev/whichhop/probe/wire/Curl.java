package dev.whichhop.probe.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real curl, which ours is held against. */
final class Curl {
  private Curl() {}

  /** Its version; empty when there is none on this machine. */
  static String version() {
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

  /** The exit code for a URL, asked for directly whatever proxy the environment names. */
  static int exit(Path authority, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("curl", "-s", "-m", "1.5", "--connect-timeout", "1", "--noproxy"));
    command.add("*");
    command.addAll(List.of("--http1.1", "-o", "/dev/null", "--cacert", authority.toString()));
    command.addAll(List.of(arguments));
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

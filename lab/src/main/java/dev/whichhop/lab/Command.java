package dev.whichhop.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One call of a program of the machine. */
final class Command {
  private Command() {}

  /** What it printed on both channels. Fails where the exit code is not 0. */
  static String run(Path folder, List<String> words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    String printed =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", words) + " failed:\n" + printed);
    }
    return printed;
  }
}

package dev.whichhop.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The application's own log. */
final class Log {
  private final PrintWriter file;

  Log(Path path) throws IOException {
    file = new PrintWriter(Files.newBufferedWriter(path), true);
  }

  synchronized void say(String text) {
    file.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " info  " + text);
  }
}

package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is told to end while its standard input has more to say. */
final class InterruptedTest {
  private static final String LINE =
      "[2024-06-11T13:10:14.%03dZ] \"GET /a HTTP/1.1\" %s - via_upstream - \"-\" 0 95 2 1 \"-\""
          + " \"curl/7.88\" \"5c2e9a1f-%d\" \"shop.example.com\" \"10.244.1.7:8080\""
          + " inbound|8080|| 127.0.0.6:41234 10.244.1.7:8080 10.244.0.5:5555 - default\n";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it before the tests.
  private Path folder;

  private record Ended(int status, String out) {}

  private Ended interrupted(String signal, String... arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    String[] command = new String[arguments.length + 4];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    command[1] = "-cp";
    command[2] = System.getProperty("java.class.path");
    command[3] = "dev.whichhop.app.Main";
    System.arraycopy(arguments, 0, command, 4, arguments.length);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    try (OutputStream in = process.getOutputStream()) {
      for (int i = 0; i < 200; i++) {
        in.write(
            LINE.formatted(i, i % 10 == 0 ? "503" : "200", i).getBytes(StandardCharsets.UTF_8));
      }
      in.flush();
      waitUntilRead(process);
      assertThat(Files.readString(out)).isEmpty();
      new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    } catch (IOException brokenPipe) {
      // The process has ended before its standard input.
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(out));
  }

  /** Waits until the process sleeps in a read of the empty pipe, at most 30 seconds. */
  private static void waitUntilRead(Process process) throws InterruptedException, IOException {
    Path threads = Path.of("/proc", "" + process.pid(), "task");
    for (int i = 0; i < 300; i++) {
      Thread.sleep(100);
      try (var found = Files.list(threads)) {
        boolean reading =
            found.anyMatch(thread -> {
              try {
                return Files.readString(thread.resolve("comm")).startsWith("standard input");
              } catch (IOException gone) {
                return false;
              }
            });
        if (reading) {
          Thread.sleep(500);
          return;
        }
      }
    }
  }

  private static void needsProc() {
    assumeFalse(
        Files.notExists(Path.of("/proc/self/task")),
        "SKIPPED: needs /proc to see what a process does");
  }

  @Test
  void terminatedItPrintsWhatItHas() throws IOException, InterruptedException {
    needsProc();
    Ended ended = interrupted("TERM", "-", "-o", "json");
    assertThat(ended.status()).isEqualTo(143);
    assertThat(ended.out())
        .contains("\"partial\":true")
        .contains("\"unread\":[\"standard input\"]")
        .contains("\"count\":20");
    assertThat(AnswersTest.problems(ended.out())).isEmpty();
  }

  @Test
  void interruptedFromTheKeyboardToo() throws IOException, InterruptedException {
    needsProc();
    assumeFalse(
        ignoresInterrupt(),
        "SKIPPED: run in the background, where SIGINT is ignored from the start");
    Ended ended = interrupted("INT", "-");
    assertThat(ended.status()).isEqualTo(130);
    assertThat(ended.out())
        .contains("PARTIAL: reading was interrupted")
        .contains("20 of 200 requests failed");
  }

  private static boolean ignoresInterrupt() throws IOException {
    String ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0");
    return (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) & 2) != 0;
  }
}

package dev.whichhop.app.commands.fix;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Interruption;
import dev.whichhop.app.commands.live.DurationConverter;
import dev.whichhop.app.commands.probe.ProbeCommand;
import dev.whichhop.app.report.fix.FixText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Did it help? The same requests before and after, by {@code probe}, compared as {@code probe
 * --before --after} compares them: a difference that chance may have made is none.
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
final class Proof {
  @Option(
      names = "--prove",
      paramLabel = "URL",
      description = "Sends requests there before and after, and says whether it helped.")
  private @Nullable String url;

  @Option(
      names = "--prove-requests",
      defaultValue = "200",
      paramLabel = "COUNT",
      description = "With --prove: so many before and after (default: 200).")
  private int requests;

  @Option(
      names = "--settle",
      defaultValue = "10s",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "With --prove: how long the change may take to reach the proxies (default: 10s).")
  private Duration settle;

  @Option(
      names = "--auto-rollback",
      description = "Undoes it when it gets worse, or when its pods are not ready in time.")
  private boolean rollback;

  boolean wanted() {
    return url != null;
  }

  boolean rollback() {
    return rollback;
  }

  /**
   * One round of requests.
   *
   * @param name of the file that gets the result
   */
  void measure(Path folder, String name, Interruption interruption, PrintWriter err)
      throws IOException {
    StringWriter result = new StringWriter();
    probe(interruption, new PrintWriter(result), err)
        .execute(List.of("" + url, "-n", "" + requests, "-o", "json").toArray(String[]::new));
    Files.writeString(folder.resolve(name), result.toString());
  }

  /** Gives proxies the time to learn of the change. */
  void settle() {
    try {
      Thread.sleep(settle);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Compares the two rounds.
   *
   * @return 0 when fewer requests fail, 1 when more do, 3 when chance may have made the difference
   */
  int compare(
      Path folder, Interruption interruption, FixText text, PrintWriter out, PrintWriter err) {
    int status =
        probe(interruption, out, err)
            .execute(
                "--before",
                folder.resolve("before").toString(),
                "--after",
                folder.resolve("after").toString());
    out.println(
        switch (status) {
          case ExitStatus.NOTHING_WRONG -> text.helped();
          case ExitStatus.FAULT -> text.worse();
          default -> text.cannotTell();
        });
    out.flush();
    return status;
  }

  private static CommandLine probe(Interruption interruption, PrintWriter out, PrintWriter err) {
    return new CommandLine(new ProbeCommand(interruption))
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}

package dev.whichhop.app.commands.probe;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to look for an idle timeout, and how exactly. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class IdleOptions {
  @Option(
      names = "--find-idle-timeout",
      description = "Finds after which rest a kept connection is let go, and how.")
  private boolean wanted;

  /** An NLB forgets a flow after 350 s unless told otherwise. */
  @Option(
      names = "--longest",
      defaultValue = "400s",
      paramLabel = "TIME",
      description = "The longest rest that is tried (default: 400s).")
  private String longest;

  @Option(
      names = "--precision",
      defaultValue = "1s",
      paramLabel = "TIME",
      description = "How near an end that nobody announces is enclosed (default: 1s).")
  private String precision;

  boolean wanted() {
    return wanted;
  }

  Duration longest() throws WrongOptions {
    return Patience.parse("--longest", longest);
  }

  Duration precision() throws WrongOptions {
    return Patience.parse("--precision", precision);
  }
}

package dev.whichhop.app.commands.live;

import dev.whichhop.diagnosis.narrow.Moment;
import dev.whichhop.live.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that say of which time logs and metrics are wanted. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
final class WindowOptions {
  @Option(
      names = "--since",
      defaultValue = "1h",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "Logs and metrics of the last … (default: 1h).")
  private Duration since;

  @Option(
      names = "--around",
      paramLabel = "TIME",
      description = "Logs and metrics around this time instead: 2024-06-11T13:10:05Z.")
  private @Nullable String around;

  @Option(
      names = "--within",
      defaultValue = "10m",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "With --around: how far before and after (default: 10m).")
  private Duration within;

  Window window(CommandLine command, Instant now) {
    if (around == null) {
      return new Window(now.minus(since), now);
    }
    Instant middle =
        Moment.parse(around)
            .flatMap(Moment::instant)
            .orElseThrow(() ->
                new ParameterException(
                    command,
                    "--around " + around + ": expected a time such as 2024-06-11T13:10:05Z"));
    return new Window(middle.minus(within), middle.plus(within));
  }

  /** The options of {@code diagnose} that narrow it to that time. */
  List<String> scope() {
    return around == null
        ? List.of()
        : List.of("--at", around, "--within", within.toSeconds() + "s");
  }
}

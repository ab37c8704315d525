package dev.whichhop.app.commands;

import dev.whichhop.diagnosis.narrow.Moment;
import dev.whichhop.diagnosis.narrow.Scope;
import dev.whichhop.model.ladder.DurationText;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that narrow a diagnosis to one request, moment or host. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
final class ScopeOptions {
  @Option(
      names = "--request-id",
      defaultValue = "",
      paramLabel = "ID",
      description = "Only the request with this id, and those that failed alike.")
  private String requestId;

  @Option(
      names = "--at",
      defaultValue = "",
      paramLabel = "TIME",
      description = "Only failures around this time: 2024-06-11T13:10:05Z, or 13:10 (UTC).")
  private String at;

  @Option(
      names = "--within",
      defaultValue = "1m",
      paramLabel = "DURATION",
      description = "With --at: how far around (default: 1m).")
  private String within;

  @Option(
      names = "--host",
      defaultValue = "",
      paramLabel = "HOST",
      description = "Only failures for this host; *.example.com for all below it.")
  private String host;

  /** What is asked about; wrong options are wrong usage of {@code command}. */
  Scope scope(CommandLine command) {
    Optional<Duration> around = DurationText.parse(within);
    if (around.isEmpty()) {
      throw new ParameterException(
          command, "--within " + within + ": expected a duration such as 30s, 5m or 1h");
    }
    Optional<Moment> moment = at.isEmpty() ? Optional.empty() : Moment.parse(at);
    if (!at.isEmpty() && moment.isEmpty()) {
      throw new ParameterException(
          command, "--at " + at + ": expected a time such as 2024-06-11T13:10:05Z, or 13:10 (UTC)");
    }
    return new Scope(requestId, moment.orElse(null), around.get(), host);
  }
}

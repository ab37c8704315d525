package dev.whichhop.app.commands;

import dev.whichhop.app.decisions.Decisions;
import dev.whichhop.app.decisions.WrongDecisions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands whose findings may have been decided about already. */
final class DecisionOptions {
  @Option(
      names = "--suppress",
      paramLabel = "FILE",
      description = "Leaves out what this YAML file suppresses; each entry needs a reason.")
  private @Nullable Path suppress;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Leaves out what was known when this file was written.")
  private @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = "Writes what is found as a baseline for later runs.")
  private @Nullable Path writeBaseline;

  Decisions read() throws IOException, WrongDecisions {
    LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
    return Decisions.read(suppress, baseline, today);
  }

  @Nullable Path writeBaseline() {
    return writeBaseline;
  }
}

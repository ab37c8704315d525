package dev.whichhop.app.commands.fix;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.fix.FixText;
import dev.whichhop.fix.FixList;
import dev.whichhop.fix.ObjectAccess;
import dev.whichhop.live.NoCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code whichhop fix list}: what stands of the fixes that were made from here. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Says what stands of each fix, by the objects themselves, and how to go on.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private FixOptions options;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      List<FixList.Line> lines = lines(err);
      new FixText(options.messages()).printStanding(lines, out);
      return lines.stream().anyMatch(FixList.Line::interrupted)
          ? ExitStatus.FIX_FAILED
          : ExitStatus.NOTHING_WRONG;
    } catch (IOException damaged) {
      err.println("whichhop: " + SafeText.line("" + damaged.getMessage()));
      return ExitStatus.UNREADABLE;
    }
  }

  /** Without a cluster the journal still says what was tried. */
  private List<FixList.Line> lines(PrintWriter err) throws IOException {
    try (ObjectAccess cluster = options.open()) {
      return new FixList(cluster, options.journal()).lines();
    } catch (NoCluster none) {
      err.println("whichhop: " + SafeText.line("" + none.getMessage()));
      return new FixList(null, options.journal()).lines();
    }
  }
}

package dev.whichhop.app.commands.fix;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.fix.FixText;
import dev.whichhop.fix.FixList;
import dev.whichhop.fix.Journal;
import dev.whichhop.fix.ObjectAccess;
import dev.whichhop.fix.Undo;
import dev.whichhop.fix.Undoer;
import dev.whichhop.live.NoCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop fix undo FIX}: puts back what is still the fix's own. */
@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = {
      "Puts back the fields that are still those of the fix, with their owners.",
      "Fields that somebody else has changed since are left and named."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class UndoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FIX", description = "As fix list names it, such as 20240611-131005.")
  private String fix;

  @Mixin private FixOptions options;

  @Option(names = "--yes", description = "Agrees without being asked.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    FixText text = new FixText(options.messages());
    try (ObjectAccess cluster = options.open()) {
      List<FixList.Line> lines = new FixList(cluster, options.journal()).lines(fix);
      text.printStanding(lines, out);
      Optional<Integer> refusal = Agreement.ask(yes, text, out, err);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      try (Journal journal = options.openJournal()) {
        List<Undo> undone =
            new Undoer(cluster, journal, options.journal(), InstantSource.system()).undo(fix);
        text.printUndone(undone, out);
        return undone.stream().allMatch(one -> one.left().isEmpty())
            ? ExitStatus.NOTHING_WRONG
            : ExitStatus.FIX_FAILED;
      }
    } catch (NoCluster none) {
      err.println("whichhop: " + SafeText.line("" + none.getMessage()));
      return ExitStatus.UNREADABLE;
    } catch (IOException failed) {
      err.println("whichhop: " + SafeText.line("" + failed.getMessage()));
      return ExitStatus.FIX_FAILED;
    }
  }
}

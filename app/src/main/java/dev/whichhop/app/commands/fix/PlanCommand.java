package dev.whichhop.app.commands.fix;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Interruption;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.fix.Export;
import dev.whichhop.app.report.fix.PlanText;
import dev.whichhop.fix.ObjectAccess;
import dev.whichhop.fix.Plan;
import dev.whichhop.fix.PlanFile;
import dev.whichhop.fix.Planner;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code whichhop fix plan}: what could be changed, by the server's dry run; changes nothing. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Shows which remedies fit to objects of the cluster; changes nothing.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class PlanCommand implements Callable<Integer> {
  /** Formats of the plan. */
  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Mixin private VerdictSource source;

  @Mixin private FixOptions options;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, or json: the file that apply takes (default: text).")
  private Output output;

  @Option(
      names = "--export",
      paramLabel = "FORM",
      description = "kustomize, helm, terraform or cli: for those who may not apply by hand.")
  private Export.@Nullable Form export;

  private final Interruption interruption;

  PlanCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (ObjectAccess cluster = options.open()) {
      Plan plan =
          new Planner(cluster).plan(source.answer(options.cluster().options(), interruption, err));
      if (export != null) {
        out.print(new Export(options.messages()).text(plan, export));
      } else if (output == Output.JSON) {
        out.println(SafeText.text(PlanFile.tree(plan).toPrettyString()));
      } else {
        new PlanText(options.messages()).print(plan, out);
      }
      out.flush();
      return plan.changes().isEmpty() ? ExitStatus.EVIDENCE_MISSING : ExitStatus.NOTHING_WRONG;
    } catch (IOException failed) {
      err.println("whichhop: " + SafeText.line("" + failed.getMessage()));
      return ExitStatus.UNREADABLE;
    }
  }
}

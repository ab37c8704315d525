package dev.whichhop.app.commands.fix;

import dev.whichhop.app.commands.Interruption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whichhop fix plan|apply|undo|list}. */
@Command(
    name = "fix",
    mixinStandardHelpOptions = true,
    description = "Changes the cluster only by apply and undo, and only after you agree.",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done; for plan: something can be applied; for list: nothing is half done",
      "2:wrong usage, or not agreed to",
      "3:nothing can be applied, or not known yet whether it helped",
      "4:an input could not be read, or nobody answers",
      "5:not applied, not in force, worse than before, or not taken back"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop fix plan incident/ -o json > plan.json",
      "  whichhop fix apply plan.json --change 1",
      "  whichhop fix plan -n shop --export kustomize",
      "  whichhop fix list",
      "  whichhop fix undo 20240611-131005"
    })
public final class FixCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls run.
  private FixCommand() {}

  /**
   * The command with its four.
   *
   * @param interruption ends the reading of evidence early
   */
  public static CommandLine line(Interruption interruption) {
    return new CommandLine(new FixCommand())
        .addSubcommand("plan", new PlanCommand(interruption))
        .addSubcommand("apply", new ApplyCommand(interruption))
        .addSubcommand("undo", new UndoCommand())
        .addSubcommand("list", new ListCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing: plan, apply, undo or list.");
  }
}

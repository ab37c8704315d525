package dev.whichhop.app.commands;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code whichhop completion}: the completion script of bash and zsh. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  source <(whichhop completion)")
@SuppressWarnings("NullAway.Init") // picocli sets the field before it calls run.
public final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("whichhop", spec.root().commandLine()));
    out.flush();
  }
}

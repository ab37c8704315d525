package dev.whichhop.app.commands.fix;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.fix.FixText;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** The one question before something is changed. */
final class Agreement {
  private Agreement() {}

  /**
   * Asks, unless the user has agreed already.
   *
   * @return the exit status when nothing is to be done; empty when the user agrees
   */
  static Optional<Integer> ask(boolean yes, FixText text, PrintWriter out, PrintWriter err) {
    if (yes) {
      return Optional.empty();
    }
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      err.println(text.noTerminal());
      return Optional.of(ExitStatus.USAGE);
    }
    out.print(text.question() + " ");
    out.flush();
    String answer = console.readLine();
    if (answer != null && answer.strip().equals("yes")) {
      return Optional.empty();
    }
    err.println(text.notAgreed());
    return Optional.of(ExitStatus.USAGE);
  }
}

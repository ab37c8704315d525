package dev.whichhop.app.commands;

import dev.whichhop.app.report.LintPage;
import dev.whichhop.app.report.Page;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop explain CODE}: the page of a cause, a check, or a word of a log line. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "What it means, what speaks for it and against it, sources.",
      "Words are response flags, response code details, statuses, curl's exit codes and the texts of"
          + " answers."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop explain nlb-idle-timeout --lang zh",
      "  whichhop explain UC",
      "  whichhop explain curl-52",
      "  whichhop explain 'upstream_reset_before_response_started{connection_termination}'"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      defaultValue = "",
      paramLabel = "CODE",
      description = "Code or word; without it, all are listed.")
  private String code;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Override
  public Integer call() {
    Messages messages = Messages.load(language);
    Optional<String> page =
        code.isEmpty()
            ? Optional.of(Page.index(messages) + LintPage.index(messages))
            : Page.of(code, messages).or(() -> LintPage.of(code, messages));
    if (page.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "whichhop: no cause, check, flag or status has this code. Nearest: "
                  + Page.nearest(code));
      return ExitStatus.USAGE;
    }
    spec.commandLine().getOut().print(page.get());
    spec.commandLine().getOut().flush();
    return ExitStatus.NOTHING_WRONG;
  }
}

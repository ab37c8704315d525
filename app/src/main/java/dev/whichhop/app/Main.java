package dev.whichhop.app;

import dev.whichhop.app.commands.CannotAnswer;
import dev.whichhop.app.commands.CheckCommand;
import dev.whichhop.app.commands.CompareCommand;
import dev.whichhop.app.commands.CompletionCommand;
import dev.whichhop.app.commands.DiagnoseCommand;
import dev.whichhop.app.commands.ExplainCommand;
import dev.whichhop.app.commands.IntegrationCommand;
import dev.whichhop.app.commands.Interruption;
import dev.whichhop.app.commands.LadderCommand;
import dev.whichhop.app.commands.LintCommand;
import dev.whichhop.app.commands.fix.FixCommand;
import dev.whichhop.app.commands.flows.FlowsCommand;
import dev.whichhop.app.commands.live.CollectCommand;
import dev.whichhop.app.commands.live.LiveCommand;
import dev.whichhop.app.commands.live.WatchCommand;
import dev.whichhop.app.commands.probe.ProbeCommand;
import dev.whichhop.app.commands.redaction.RedactCommand;
import dev.whichhop.app.report.SafeText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code whichhop} command. */
@Command(
    name = "whichhop",
    mixinStandardHelpOptions = true,
    version = "whichhop 0.1.0-SNAPSHOT",
    header = "Which hop dropped the request, why, and what to change.",
    synopsisHeading = "%nUsage: ",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing is wrong",
      "1:a fault was found",
      "2:wrong usage",
      "3:evidence is missing, no verdict",
      "4:an input could not be read",
      "5:a fix or its undo failed",
      "130, 143:interrupted; the answer is about what was read until then"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop                               the current kubectl context: whichhop live",
      "  whichhop evidence/                     short for: whichhop diagnose evidence/",
      "  whichhop diagnose bundle.tgz -o json   the whole answer as JSON",
      "  kubectl logs deploy/gw | whichhop -    read standard input",
      "  whichhop ladder evidence/              timers and their order",
      "  whichhop compare good-pod/ bad-pod/    what differs and could matter",
      "  whichhop explain nlb-idle-timeout      the page of a cause or check"
    })
public final class Main implements Runnable {
  private static final Set<String> NOT_A_PATH = Set.of("-h", "--help", "-V", "--version");

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls run.
  Main() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "Missing: the files or folders to read, or a command. (There is no kubeconfig to ask.)");
  }

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Interruption interruption = Interruption.ofProcess();
    String[] wanted =
        arguments.length == 0 && clusterAtHand(System.getenv()) ? new String[] {"live"} : arguments;
    int status = execute(wanted, out, err, interruption);
    out.flush();
    err.flush();
    interruption.printed();
    System.exit(status);
  }

  /** True where kubectl without options would know which cluster to ask. */
  private static boolean clusterAtHand(Map<String, String> environment) {
    return !environment.getOrDefault("KUBECONFIG", "").isEmpty()
        || environment.containsKey("KUBERNETES_SERVICE_HOST")
        || Files.exists(Path.of(environment.getOrDefault("HOME", ""), ".kube", "config"));
  }

  /** Runs one command line; returns the exit status. */
  static int execute(String[] arguments, PrintWriter out, PrintWriter err) {
    return execute(arguments, out, err, Interruption.never());
  }

  private static int execute(
      String[] arguments, PrintWriter out, PrintWriter err, Interruption interruption) {
    String[] all = withDefaultCommand(arguments);
    CommandLine line = new CommandLine(new Main());
    addCommands(line, all, interruption);
    line.setOut(out).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((failure, _, _) -> {
      if (failure instanceof CannotAnswer known) {
        err.println("whichhop: " + SafeText.text(String.valueOf(known.getMessage())));
        return known.status();
      }
      // A program error, not the user's: one line that can be reported, no stack of frames.
      err.println(
          "whichhop: internal error, please report it with the input's kind: "
              + SafeText.line(failure + " at " + failure.getStackTrace()[0]));
      return 4;
    });
    return line.execute(all);
  }

  /**
   * Only the command that is asked for where that is plain, and of the others their sentence at
   * most: picocli looks at each by reflection, which takes longer than all the rest of a help.
   */
  private static void addCommands(CommandLine line, String[] arguments, Interruption interruption) {
    String first = arguments.length == 0 ? "" : arguments[0];
    switch (Subcommand.of(first).orElse(Subcommand.HELP)) {
      case HELP, COMPLETION -> {
        boolean named = NOT_A_PATH.contains(first);
        for (Subcommand one : Subcommand.values()) {
          add(line, one, named ? CommandSpec.create() : command(one, arguments, interruption));
        }
      }
      case Subcommand one -> add(line, one, command(one, arguments, interruption));
    }
  }

  private static void add(CommandLine line, Subcommand one, Object command) {
    CommandLine subcommand =
        command instanceof CommandLine whole ? whole : new CommandLine(command);
    subcommand.getCommandSpec().usageMessage().header(one.sentence());
    line.addSubcommand(one.word(), subcommand);
  }

  private static Object command(Subcommand one, String[] arguments, Interruption interruption) {
    return switch (one) {
      case DIAGNOSE -> new DiagnoseCommand(interruption);
      case LIVE -> new LiveCommand(new DiagnoseCommand(interruption));
      case COLLECT -> new CollectCommand();
      case WATCH -> new WatchCommand();
      case REDACT -> new RedactCommand();
      case CHECK -> new CheckCommand();
      case INTEGRATION -> new IntegrationCommand();
      case LADDER -> new LadderCommand();
      case COMPARE -> new CompareCommand();
      case LINT -> new LintCommand();
      case FLOWS -> FlowsCommand.line(arguments.length > 1 ? arguments[1] : "", interruption);
      case PROBE -> new ProbeCommand(interruption);
      case FIX -> FixCommand.line(interruption);
      case EXPLAIN -> new ExplainCommand();
      case COMPLETION -> new CompletionCommand();
      case HELP -> new CommandLine.HelpCommand();
    };
  }

  /** {@code whichhop PATH…} is {@code whichhop diagnose PATH…}. */
  private static String[] withDefaultCommand(String[] arguments) {
    if (arguments.length == 0
        || NOT_A_PATH.contains(arguments[0])
        || Subcommand.of(arguments[0]).isPresent()) {
      return arguments;
    }
    String[] all = new String[arguments.length + 1];
    all[0] = "diagnose";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return all;
  }
}

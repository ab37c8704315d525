package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.Interruption;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whichhop flows QUESTION …}: who talked to whom, what was rejected, and why. */
@Command(
    name = "flows",
    mixinStandardHelpOptions = true,
    description = "Flow logs of VPCs and of Transit Gateways.",
    commandListHeading = "%nQuestions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:answered, and nothing that was asked for is wrong",
      "1:answered, and something is",
      "2:wrong usage",
      "3:evidence is missing, no answer",
      "4:an input could not be read"
    })
public final class FlowsCommand implements Runnable {
  /** In the order of the help. */
  private static final List<String> QUESTIONS =
      List.of(
          "query",
          "chart",
          "lint",
          "matrix",
          "rejects",
          "zones",
          "status",
          "why-empty",
          "reach",
          "alarm",
          "dashboard",
          "permissions");

  @Spec private CommandSpec spec;

  private final Interruption interruption;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls run.
  private FlowsCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  /**
   * The command with its questions; only the one that is asked where that is plain, since picocli
   * looks at each by reflection.
   *
   * @param question the word behind {@code flows}, or empty
   * @param interruption for what takes long: what is asked of AWS
   */
  public static CommandLine line(String question, Interruption interruption) {
    CommandLine line = new CommandLine(new FlowsCommand(interruption));
    boolean one = QUESTIONS.contains(question);
    for (String name : QUESTIONS) {
      if (!one || name.equals(question)) {
        line.addSubcommand(name, command(name));
      }
    }
    return line;
  }

  private static Object command(String name) {
    // A question is a name above and a case here: a switch, since lambdas would be lost to the
    // recorded classes.
    return switch (name) {
      case "query" -> new QueryCommand();
      case "chart" -> new ChartCommand();
      case "lint" -> new QueryLintCommand();
      case "matrix" -> new MatrixCommand();
      case "rejects" -> new RejectsCommand();
      case "zones" -> new ZonesCommand();
      case "status" -> new StatusCommand();
      case "why-empty" -> new WhyEmptyCommand();
      case "reach" -> new ReachCommand();
      case "alarm" -> new AlarmCommand();
      case "dashboard" -> new DashboardCommand();
      case "permissions" -> new PermissionsCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }

  Interruption interruption() {
    return interruption;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing: the question. One of " + String.join(", ", QUESTIONS) + ".");
  }
}

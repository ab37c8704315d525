package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.CannotAnswer;
import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Terminal;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.app.report.flows.FlowNotes;
import dev.whichhop.app.report.flows.MatrixText;
import dev.whichhop.app.report.flows.MatrixTree;
import dev.whichhop.flows.conversation.TooManyFlows;
import dev.whichhop.flows.matrix.Matrix;
import dev.whichhop.flows.matrix.MatrixRow;
import dev.whichhop.flows.matrix.Ranges;
import dev.whichhop.flows.matrix.WrongRanges;
import dev.whichhop.flows.network.Network;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whichhop flows matrix --from RANGES --to RANGES PATH…}: who talked to whom. */
@Command(
    name = "matrix",
    mixinStandardHelpOptions = true,
    description =
        "Who talked to whom between two lists of networks, in both directions: ports, verdicts,"
            + " bytes, and conversations that were not answered. A flow that several interfaces"
            + " saw counts once.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:answered",
      "2:wrong usage",
      "3:no flow-log record was found",
      "4:an input could not be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows matrix --from 10.0.0.0/16 --to 10.1.0.0/16 flow-logs/",
      "  whichhop flows matrix --from vpc-a.txt --to vpc-b.txt flow-logs/ -o csv",
      "  whichhop flows matrix --from 10.0.0.0/16 --to 0.0.0.0/0 today.log.gz --start"
          + " 2026-03-02T08:00:00Z"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class MatrixCommand implements Callable<Integer> {
  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML,
    CSV
  }

  @Spec private CommandSpec spec;

  @Mixin private RecordOptions records;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "RANGES",
      description =
          "Networks apart by commas, or a file with a name and a network a line; the longest prefix"
              + " owns an address. Also ids of VPCs and subnets that --live or a file describes.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "RANGES",
      description = "The other side, likewise.")
  private String to;

  @Option(
      names = "--limit",
      defaultValue = "200",
      paramLabel = "LINES",
      description = "Lines of the text; JSON, YAML and CSV have all (default: 200).")
  private int limit;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json, yaml or csv (default: text).")
  private Output output;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Override
  public Integer call() throws IOException {
    records.requireCount("--limit", limit);
    PrintWriter err = spec.commandLine().getErr();
    // What is wrong is said before anything is read; ids wait for their descriptions.
    @Nullable Ranges fromNetworks = NetworkNames.hasId(from) ? null : ranges("--from", from);
    @Nullable Ranges toNetworks = NetworkNames.hasId(to) ? null : ranges("--to", to);
    FlowInput input = records.find();
    Messages messages = Messages.load(language);
    Ranges clients =
        fromNetworks == null ? described("--from", from, input, messages) : fromNetworks;
    Ranges servers = toNetworks == null ? described("--to", to, input, messages) : toNetworks;
    try {
      Conversed conversed = RecordOptions.converse(input, Matrix.between(clients, servers));
      FlowNotes notes = new FlowNotes(messages, input.files(), conversed.files());
      Matrix matrix = Matrix.of(conversed.conversations(), clients, servers);
      print(matrix, notes, messages);
      if (!conversed.anyRecords()) {
        return input.statusWithoutRecords();
      }
      return ExitStatus.NOTHING_WRONG;
    } catch (TooManyFlows most) {
      err.println("whichhop: " + most.getMessage());
      return ExitStatus.EVIDENCE_MISSING;
    }
  }

  private Ranges described(String option, String text, FlowInput input, Messages messages) {
    Network network = Network.of(input.beside());
    NetworkNames.unknown(text, network)
        .ifPresent(id -> {
          throw new CannotAnswer(
              messages.text("aws.network.unknown", Map.of("id", id)), ExitStatus.EVIDENCE_MISSING);
        });
    return ranges(option, NetworkNames.resolved(text, network));
  }

  private Ranges ranges(String option, String text) {
    try {
      return Files.isRegularFile(Path.of(text))
          ? Ranges.parse(Files.readString(Path.of(text)), text)
          : Ranges.parse(text, option);
    } catch (WrongRanges wrong) {
      throw new ParameterException(
          spec.commandLine(), SafeText.line(String.valueOf(wrong.getMessage())), wrong);
    } catch (IOException unreadable) {
      throw new ParameterException(
          spec.commandLine(), option + ": " + SafeText.line(text) + " cannot be read", unreadable);
    }
  }

  private void print(Matrix matrix, FlowNotes notes, Messages messages) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> said = new ArrayList<>(notes.of(matrix.basis()));
    long repeated = matrix.rows().stream().mapToLong(MatrixRow::repeated).sum();
    if (repeated > 0) {
      said.add(messages.text("flows.note.repeated", Map.of("count", "" + repeated)));
    }
    switch (output) {
      case TEXT -> new MatrixText(messages, Terminal.colours(), limit).print(matrix, said, out);
      case JSON -> JsonReport.print(MatrixTree.of(matrix, said, notes.inputs()), out);
      case YAML -> YamlReport.print(MatrixTree.of(matrix, said, notes.inputs()), out);
      case CSV -> {
        MatrixTree.csv(matrix).forEach(out::println);
        PrintWriter err = spec.commandLine().getErr();
        said.forEach(note -> err.println("whichhop: " + SafeText.text(note)));
      }
    }
    out.flush();
  }
}

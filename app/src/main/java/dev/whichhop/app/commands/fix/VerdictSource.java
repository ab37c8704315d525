package dev.whichhop.app.commands.fix;

import dev.whichhop.app.commands.CannotAnswer;
import dev.whichhop.app.commands.DiagnoseCommand;
import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Interruption;
import dev.whichhop.app.commands.live.LiveCommand;
import dev.whichhop.live.ClusterOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a plan's verdict comes from: an answer of {@code diagnose -o json}, evidence, or the
 * cluster. It is always the same JSON that is read.
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
final class VerdictSource {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Evidence, or an answer of diagnose as JSON; without it the cluster is asked.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Without PATH: look there; repeatable.")
  private List<String> namespaces = new ArrayList<>();

  @Option(
      names = "--service",
      paramLabel = "NAME[.NAMESPACE]",
      description = "Without PATH: only this service; repeatable.")
  private List<String> services = new ArrayList<>();

  @Option(
      names = "--since",
      defaultValue = "1h",
      paramLabel = "DURATION",
      description = "Without PATH: logs of the last … (default: 1h).")
  private String since;

  List<Path> paths() {
    return paths;
  }

  /** The answer of diagnose. */
  JsonNode answer(ClusterOptions cluster, Interruption interruption, PrintWriter err)
      throws IOException {
    Optional<JsonNode> given = paths.size() == 1 ? read(paths.getFirst()) : Optional.empty();
    if (given.isPresent()) {
      return given.get();
    }
    StringWriter out = new StringWriter();
    DiagnoseCommand diagnose = new DiagnoseCommand(interruption);
    CommandLine line = new CommandLine(paths.isEmpty() ? new LiveCommand(diagnose) : diagnose);
    line.setOut(new PrintWriter(out)).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
    int status = line.execute(paths.isEmpty() ? ofCluster(cluster) : ofPaths());
    try {
      return JsonMapper.shared().readTree(out.toString());
    } catch (JacksonException none) {
      // What is wrong was said already.
      throw new CannotAnswer(
          "no verdict to plan from", status == 0 ? ExitStatus.UNREADABLE : status, none);
    }
  }

  private static Optional<JsonNode> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JsonMapper.shared().readTree(file.toFile());
      return tree.path("kind").asString("").equals("Diagnosis")
          ? Optional.of(tree)
          : Optional.empty();
    } catch (JacksonException evidence) {
      return Optional.empty();
    }
  }

  private String[] ofPaths() {
    List<String> arguments = new ArrayList<>(List.of("-o", "json"));
    paths.forEach(one -> arguments.add(one.toString()));
    return arguments.toArray(String[]::new);
  }

  private String[] ofCluster(ClusterOptions cluster) {
    List<String> arguments = new ArrayList<>(List.of("-o", "json", "--since", since));
    namespaces.forEach(one -> arguments.addAll(List.of("-n", one)));
    services.forEach(one -> arguments.addAll(List.of("--service", one)));
    if (cluster.kubeconfig() != null) {
      arguments.addAll(List.of("--kubeconfig", "" + cluster.kubeconfig()));
    }
    arguments.addAll(List.of("--context", cluster.context(), "--as", cluster.as()));
    return arguments.toArray(String[]::new);
  }
}

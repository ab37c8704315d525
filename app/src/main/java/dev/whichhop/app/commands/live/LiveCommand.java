package dev.whichhop.app.commands.live;

import dev.whichhop.app.commands.DiagnoseCommand;
import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.live.Budget;
import dev.whichhop.live.BundleFiles;
import dev.whichhop.live.ClusterAccess;
import dev.whichhop.live.Collection;
import dev.whichhop.live.Collector;
import dev.whichhop.live.FolderFiles;
import dev.whichhop.live.NoCluster;
import dev.whichhop.live.Plan;
import dev.whichhop.redact.Removals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code whichhop live}: collect, then diagnose, by way of the same folder of files; there is no
 * other path from a cluster to a verdict.
 */
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    description = "Only reads: get and list, nothing is created in the cluster.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop live -n shop",
      "  whichhop live --host shop.example.com --around 2024-06-11T13:10:05Z",
      "  whichhop live --service cart.shop --since 15m --keep incident/ -o html > report.html"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
public final class LiveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ClusterChoice cluster;

  @Mixin private WindowOptions window;

  @Mixin private CollectionOptions options;

  @Mixin private RedactionOption redaction;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json, yaml, markdown, sarif, junit or html (default: text).")
  private String format;

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "A new folder that keeps what was collected; evidence points into it.")
  private @Nullable Path keep;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private String language;

  private final DiagnoseCommand diagnose;

  /**
   * @param diagnose gives the answer to what was collected
   */
  public LiveCommand(DiagnoseCommand diagnose) {
    this.diagnose = diagnose;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (keep != null && Files.exists(keep)) {
      throw new ParameterException(spec.commandLine(), "--keep " + keep + ": exists already");
    }
    checkDiagnosis();
    Path folder = keep == null ? Files.createTempDirectory("whichhop") : keep;
    try {
      Collection collection = collect(folder, err);
      if (collection.files().isEmpty()) {
        err.println("whichhop: nothing could be collected");
        collection.gaps().stream()
            .limit(3)
            .forEach(gap -> err.println("  " + SafeText.line(gap.what() + ": " + gap.why())));
        // Not worth keeping, and in the way of the next run.
        FolderRemoval.remove(folder);
        return ExitStatus.UNREADABLE;
      }
      return diagnosed(folder);
    } catch (NoCluster none) {
      err.println("whichhop: " + SafeText.line("" + none.getMessage()));
      return ExitStatus.UNREADABLE;
    } finally {
      if (keep == null) {
        FolderRemoval.remove(folder);
      }
    }
  }

  private Collection collect(Path folder, PrintWriter err) throws IOException {
    InstantSource clock = InstantSource.system();
    Budget budget = new Budget(options.limits(spec.commandLine()), clock);
    try (ClusterAccess access = ClusterAccess.open(cluster.options(), budget);
        BundleFiles files =
            redaction.redacted(new FolderFiles(Files.createDirectories(folder)), new Removals())) {
      Plan plan =
          options.plan(
              spec.commandLine(), access, window.window(spec.commandLine(), clock.instant()));
      return new Collector(access, plan, new CollectionProgress(err)).collect(files);
    }
  }

  /** As if the user had called {@code whichhop diagnose} with the folder. */
  private int diagnosed(Path folder) {
    return diagnose().execute(arguments(folder));
  }

  /** What diagnose would refuse is refused before anything is collected. */
  private void checkDiagnosis() {
    try {
      diagnose().parseArgs(arguments(Path.of("")));
    } catch (ParameterException wrong) {
      throw new ParameterException(spec.commandLine(), "" + wrong.getMessage(), wrong);
    }
  }

  private CommandLine diagnose() {
    CommandLine line = new CommandLine(diagnose);
    line.setOut(spec.commandLine().getOut()).setErr(spec.commandLine().getErr());
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  private String[] arguments(Path folder) {
    List<String> arguments = new ArrayList<>(window.scope());
    String host = options.onlyHost();
    if (host != null) {
      arguments.addAll(List.of("--host", host));
    }
    arguments.addAll(List.of("-o", format, "--lang", language, folder.toString()));
    return arguments.toArray(String[]::new);
  }
}

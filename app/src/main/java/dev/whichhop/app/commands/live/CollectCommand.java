package dev.whichhop.app.commands.live;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.redaction.PseudonymOptions;
import dev.whichhop.app.commands.redaction.RedactionText;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.live.Budget;
import dev.whichhop.live.BundleFiles;
import dev.whichhop.live.ClusterAccess;
import dev.whichhop.live.Collection;
import dev.whichhop.live.Collector;
import dev.whichhop.live.NoCluster;
import dev.whichhop.live.Plan;
import dev.whichhop.redact.Removals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whichhop collect -o BUNDLE}: what a cluster shows, as files that diagnose reads. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = "Only reads: get and list, nothing is created in the cluster.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop collect -n shop -o incident.tgz",
      "  whichhop collect --service cart.shop --around 2024-06-11T13:10:05Z -o incident.tgz",
      "  whichhop collect -A --host shop.example.com --since 15m -o incident/",
      "  whichhop collect -n shop --dry-run",
      "  whichhop diagnose incident.tgz"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
public final class CollectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ClusterChoice cluster;

  @Mixin private WindowOptions window;

  @Mixin private CollectionOptions options;

  @Mixin private RedactionOption redaction;

  @Mixin private PseudonymOptions pseudonymOptions;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "BUNDLE",
      description = "A new folder, or a file that ends in .tgz or .tar.gz.")
  private @Nullable Path output;

  @Option(
      names = "--dry-run",
      description = "Prints what would be asked; asks only which kinds of objects there are.")
  private boolean dryRun;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path bundle = output;
    if (bundle == null && !dryRun) {
      throw new ParameterException(
          spec.commandLine(), "Missing: -o BUNDLE, a new folder or a file that ends in .tgz");
    }
    if (bundle != null && Files.exists(bundle)) {
      throw new ParameterException(spec.commandLine(), "-o " + bundle + ": exists already");
    }
    InstantSource clock = InstantSource.system();
    Budget budget = new Budget(options.limits(spec.commandLine()), clock);
    Messages messages = Messages.load(language);
    CollectionText text = new CollectionText(messages);
    try (ClusterAccess access = ClusterAccess.open(cluster.options(), budget)) {
      Plan plan =
          options.plan(
              spec.commandLine(), access, window.window(spec.commandLine(), clock.instant()));
      Collector collector = new Collector(access, plan, new CollectionProgress(err));
      if (bundle == null || dryRun) {
        text.dryRun(plan, collector.dryRun(), budget.limits(), out);
        return ExitStatus.NOTHING_WRONG;
      }
      Collection collection;
      Removals removals = new Removals();
      try (BundleFiles files = redaction.redacted(pseudonymOptions.open(bundle), removals)) {
        collection = collector.collect(files);
      }
      text.print(collection, bundle.toString(), out);
      if (redaction.redacts() && !collection.files().isEmpty()) {
        new RedactionText(messages).print(removals, out);
      }
      pseudonymOptions.finish(bundle, messages, out);
      out.flush();
      return status(collection);
    } catch (NoCluster none) {
      err.println("whichhop: " + SafeText.line("" + none.getMessage()));
      return ExitStatus.UNREADABLE;
    }
  }

  /** A part is better than nothing, and not the whole. */
  private static int status(Collection collection) {
    if (collection.gaps().isEmpty()) {
      return ExitStatus.NOTHING_WRONG;
    }
    return collection.files().isEmpty() ? ExitStatus.UNREADABLE : ExitStatus.EVIDENCE_MISSING;
  }
}

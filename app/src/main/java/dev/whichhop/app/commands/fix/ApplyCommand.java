package dev.whichhop.app.commands.fix;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Interruption;
import dev.whichhop.app.commands.live.DurationConverter;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.fix.FixText;
import dev.whichhop.app.report.fix.PlanText;
import dev.whichhop.fix.Applied;
import dev.whichhop.fix.Applier;
import dev.whichhop.fix.Journal;
import dev.whichhop.fix.ObjectAccess;
import dev.whichhop.fix.Obstacle;
import dev.whichhop.fix.Plan;
import dev.whichhop.fix.PlanFile;
import dev.whichhop.fix.PlannedChange;
import dev.whichhop.fix.Planner;
import dev.whichhop.fix.Undoer;
import dev.whichhop.live.NoCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whichhop fix apply}: makes changes of a plan, after the user has agreed to them. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Makes one change: the most harmless of the most probable cause, or those of --change.",
      "PATH may be a plan; else one is made first."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class ApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private VerdictSource source;

  @Mixin private FixOptions options;

  @Option(
      names = "--change",
      paramLabel = "NUMBER",
      description = "A change by its number in the plan; repeatable.")
  private List<Integer> numbers = new ArrayList<>();

  @Option(names = "--yes", description = "Agrees without being asked.")
  private boolean yes;

  @Option(
      names = "--force-conflicts",
      description = "Takes the fields that others own, too; undo gives them back.")
  private boolean force;

  @Option(
      names = "--although-managed",
      description = "Also changes objects that Helm, Argo CD, Flux or an operator keeps.")
  private boolean managed;

  @Option(
      names = "--wait",
      defaultValue = "5m",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "How long new pods may take to be ready (default: 5m).")
  private Duration wait;

  @Mixin private Proof proof;

  private final Interruption interruption;

  ApplyCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Plan plan;
    try (ObjectAccess cluster = options.open()) {
      try {
        plan = plan(cluster, err);
      } catch (IOException failed) {
        err.println("whichhop: " + SafeText.line("" + failed.getMessage()));
        return ExitStatus.UNREADABLE;
      }
      List<PlannedChange> changes = chosen(plan);
      FixText text = new FixText(options.messages());
      new PlanText(options.messages()).print(changes, plan.server(), out);
      if (changes.isEmpty()) {
        return ExitStatus.EVIDENCE_MISSING;
      }
      return apply(cluster, plan, changes, text, out, err);
    } catch (NoCluster none) {
      err.println("whichhop: " + SafeText.line("" + none.getMessage()));
      return ExitStatus.UNREADABLE;
    } catch (IOException failed) {
      err.println("whichhop: " + SafeText.line("" + failed.getMessage()));
      return ExitStatus.FIX_FAILED;
    }
  }

  private int apply(
      ObjectAccess cluster,
      Plan plan,
      List<PlannedChange> changes,
      FixText text,
      PrintWriter out,
      PrintWriter err)
      throws IOException {
    Applier.Permission permission = new Applier.Permission(force, managed, wait);
    try (Journal journal = options.openJournal()) {
      Applier applier = new Applier(cluster, journal, InstantSource.system());
      List<Obstacle> obstacles = applier.obstacles(plan, changes, permission);
      if (!obstacles.isEmpty()) {
        text.print(obstacles, err);
        return ExitStatus.FIX_FAILED;
      }
      Optional<Integer> refusal = Agreement.ask(yes, text, out, err);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      Path measured = Files.createTempDirectory("whichhop-proof");
      try {
        if (proof.wanted()) {
          proof.measure(measured, "before", interruption, err);
        }
        Applied applied = applier.apply(changes, permission);
        text.print(applied, out);
        int status = applied.whole() ? proved(measured, text, out, err) : ExitStatus.FIX_FAILED;
        if (status == ExitStatus.FIX_FAILED && proof.rollback()) {
          out.println(text.rolledBack());
          text.printUndone(
              new Undoer(cluster, journal, options.journal(), InstantSource.system())
                  .undo(applied.fix()),
              out);
        }
        return status;
      } catch (IOException unclear) {
        err.println("whichhop: " + SafeText.line("" + unclear.getMessage()));
        err.println(text.unclear());
        return ExitStatus.FIX_FAILED;
      } finally {
        Files.deleteIfExists(measured.resolve("before"));
        Files.deleteIfExists(measured.resolve("after"));
        Files.deleteIfExists(measured);
      }
    }
  }

  private int proved(Path measured, FixText text, PrintWriter out, PrintWriter err)
      throws IOException {
    if (!proof.wanted()) {
      return ExitStatus.NOTHING_WRONG;
    }
    proof.settle();
    proof.measure(measured, "after", interruption, err);
    return switch (proof.compare(measured, interruption, text, out, err)) {
      case ExitStatus.NOTHING_WRONG -> ExitStatus.NOTHING_WRONG;
      case ExitStatus.FAULT -> ExitStatus.FIX_FAILED;
      default -> ExitStatus.EVIDENCE_MISSING;
    };
  }

  private Plan plan(ObjectAccess cluster, PrintWriter err) throws IOException {
    List<Path> paths = source.paths();
    Optional<Plan> given = paths.size() == 1 ? PlanFile.read(paths.getFirst()) : Optional.empty();
    return given.isPresent()
        ? given.get()
        : new Planner(cluster).plan(source.answer(options.cluster().options(), interruption, err));
  }

  private List<PlannedChange> chosen(Plan plan) {
    if (numbers.isEmpty()) {
      return plan.first().stream().toList();
    }
    return numbers.stream()
        .map(number ->
            plan.change(number)
                .orElseThrow(() ->
                    new ParameterException(
                        spec.commandLine(),
                        "--change " + number + ": the plan has no such change")))
        .toList();
  }
}

package dev.whichhop.app.commands.live;

import dev.whichhop.app.decisions.Decisions;
import dev.whichhop.app.redaction.RedactedFiles;
import dev.whichhop.app.watch.Reading;
import dev.whichhop.app.watch.Watch;
import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.diagnosis.narrow.Scope;
import dev.whichhop.diagnosis.picture.Gauges;
import dev.whichhop.diagnosis.picture.Pictures;
import dev.whichhop.evidence.EvidenceNotFound;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.evidence.Progress;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.live.Budget;
import dev.whichhop.live.BundleFiles;
import dev.whichhop.live.ClusterAccess;
import dev.whichhop.live.ClusterOptions;
import dev.whichhop.live.Collection;
import dev.whichhop.live.Collector;
import dev.whichhop.live.FolderFiles;
import dev.whichhop.live.Plan;
import dev.whichhop.live.Window;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.SignalPattern;
import dev.whichhop.redact.Removals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;

/** A look at a cluster: collect into a folder, diagnose it, remove it. What {@code live} does. */
final class ClusterLook implements Watch.Look {
  private final ClusterOptions cluster;
  private final Budget.Limits limits;
  private final BiFunction<ClusterAccess, Window, Plan> plan;
  private final Scope scope;
  private final DecisionFiles decisions;
  private final boolean panel;
  private final InstantSource clock;
  private final List<SignalPattern> signals = Signals.load();
  private final Diagnoser diagnoser = new Diagnoser(Checks.all(), Causes.load(), Artefacts.load());

  /** Read for each look: an entry may expire, and the file be edited, while the watch runs. */
  interface DecisionFiles {
    Decisions read() throws IOException;
  }

  /**
   * @param limits of each look
   * @param plan of a look at this window
   * @param panel true to gather what only the full screen shows
   */
  ClusterLook(
      ClusterOptions cluster,
      Budget.Limits limits,
      BiFunction<ClusterAccess, Window, Plan> plan,
      Scope scope,
      DecisionFiles decisions,
      boolean panel,
      InstantSource clock) {
    this.cluster = cluster;
    this.limits = limits;
    this.plan = plan;
    this.scope = scope;
    this.decisions = decisions;
    this.panel = panel;
    this.clock = clock;
  }

  @Override
  public Reading at(Window window) throws IOException {
    Path folder = Files.createTempDirectory("whichhop");
    // A signal ends the program without what is in finally.
    Thread atEnd = new Thread(() -> removeQuietly(folder));
    Runtime.getRuntime().addShutdownHook(atEnd);
    try {
      Collection collection = collect(folder, window);
      if (collection.files().isEmpty()) {
        return Reading.blind(
            window,
            collection.gaps().stream()
                .findFirst()
                .map(gap -> gap.what() + ": " + gap.why())
                .orElse("nothing could be collected"));
      }
      return reading(folder, collection, window);
    } finally {
      FolderRemoval.remove(folder);
      forget(atEnd);
    }
  }

  private static void forget(Thread atEnd) {
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException ending) {
      // It runs already, and there is nothing left for it.
    }
  }

  /** The look may still be writing: what comes after the first try goes with the second. */
  private static void removeQuietly(Path folder) {
    for (int i = 0; i < 2; i++) {
      try {
        FolderRemoval.remove(folder);
      } catch (IOException | UncheckedIOException busy) {
        // Once more.
      }
    }
  }

  private Collection collect(Path folder, Window window) throws IOException {
    Budget budget = new Budget(limits, clock);
    try (ClusterAccess access = ClusterAccess.open(cluster, budget);
        // What a line or a notice quotes is read by more people than a terminal's owner.
        BundleFiles files =
            new RedactedFiles(new FolderFiles(Files.createDirectories(folder)), new Removals())) {
      return new Collector(access, plan.apply(access, window), what -> {}).collect(files);
    }
  }

  private Reading reading(Path folder, Collection collection, Window window) throws IOException {
    try (EvidenceReader reader = new EvidenceReader(signals)) {
      Bundle bundle = reader.read(List.of(folder), InputStream.nullInputStream(), Progress.SILENT);
      Diagnosis diagnosis = decisions.read().apply(diagnoser.diagnose(bundle, scope));
      return Reading.of(
          diagnosis,
          collection.gaps(),
          window,
          panel ? panel(bundle, diagnosis) : Reading.Panel.NONE);
    } catch (EvidenceNotFound nothing) {
      throw new IOException("nothing that was collected can be read", nothing);
    }
  }

  private Reading.Panel panel(Bundle bundle, Diagnosis diagnosis) {
    return new Reading.Panel(
        diagnosis.route(),
        Pictures.of(Diagnoser.open(bundle, scope)).timeline(),
        Gauges.of(bundle));
  }
}

package dev.whichhop.app.fix;

import dev.whichhop.fix.Applier;
import dev.whichhop.fix.Checkpoint;
import dev.whichhop.fix.Journal;
import dev.whichhop.fix.ObjectAccess;
import dev.whichhop.fix.Plan;
import dev.whichhop.fix.PlanFile;
import dev.whichhop.fix.Undoer;
import dev.whichhop.live.ClusterOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that applies or undoes and ends at once at its n-th moment, as kill -9 would end it.
 * Ends with 0 when it came through, with 9 when it did not.
 */
final class EndedRun {
  private EndedRun() {}

  /**
   * Runs until the moment.
   *
   * @param arguments kubeconfig, journal, number of the moment, then {@code apply PLAN} or {@code
   *     undo FIX}
   */
  public static void main(String[] arguments) throws IOException {
    AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[2]));
    Checkpoint checkpoint =
        moment -> {
          if (left.decrementAndGet() == 0) {
            System.out.println(moment);
            System.out.flush();
            // No shutdown hooks, no finally.
            Runtime.getRuntime().halt(9);
          }
        };
    ClusterOptions options =
        new ClusterOptions(Path.of(arguments[0]), "", "", Duration.ofSeconds(20));
    Path folder = Path.of(arguments[1]);
    try (ObjectAccess cluster = ObjectAccess.open(options, checkpoint);
        Journal journal = Journal.open(folder, checkpoint)) {
      if (arguments[3].equals("apply")) {
        Plan plan = PlanFile.read(Path.of(arguments[4])).orElseThrow();
        new Applier(cluster, journal, InstantSource.system())
            .apply(plan.changes(), new Applier.Permission(true, false, Duration.ZERO));
      } else {
        new Undoer(cluster, journal, folder, InstantSource.system()).undo(arguments[4]);
      }
    }
  }
}

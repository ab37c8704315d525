package dev.whichhop.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Runs of the collector for tests. */
final class Collecting {
  static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  static final Focus EVERYTHING = new Focus(List.of(), List.of(), List.of());

  private Collecting() {}

  static Plan plan(List<String> namespaces, Focus focus, boolean portForward) {
    return new Plan(
        namespaces,
        List.of("istio-system"),
        focus,
        new Window(NOW.minus(Duration.ofHours(1)), NOW),
        1 << 20,
        40,
        portForward,
        null);
  }

  static Budget.Limits limits() {
    return new Budget.Limits(2000, 1L << 30, Duration.ofMinutes(2), 8);
  }

  static Collection into(Path folder, ClusterOptions cluster, Budget.Limits limits, Plan plan)
      throws IOException {
    Budget budget = new Budget(limits, InstantSource.system());
    try (ClusterAccess access = ClusterAccess.open(cluster, budget);
        FolderFiles files = new FolderFiles(folder)) {
      return new Collector(access, plan, _ -> {}).collect(files);
    }
  }

  static Collection into(Path folder, Path kubeconfig, String context, Plan plan)
      throws IOException {
    return into(
        folder,
        new ClusterOptions(kubeconfig, context, "", Duration.ofSeconds(10)),
        limits(),
        plan);
  }
}

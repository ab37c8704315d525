package dev.whichhop.lab;

import dev.whichhop.lab.scenario.CallerGivesUp;
import dev.whichhop.lab.scenario.CertificateExpired;
import dev.whichhop.lab.scenario.EjectionOfHealthyHost;
import dev.whichhop.lab.scenario.HeaderTooLarge;
import dev.whichhop.lab.scenario.HealthyUnderLoad;
import dev.whichhop.lab.scenario.Http2ToHttp1;
import dev.whichhop.lab.scenario.KeepAliveShorterThanProxy;
import dev.whichhop.lab.scenario.PlaintextToStrict;
import dev.whichhop.lab.scenario.PoolOverflow;
import dev.whichhop.lab.scenario.RequestLimitOverflow;
import dev.whichhop.lab.scenario.RouteTimeoutTooShort;
import dev.whichhop.lab.scenario.StaleEndpoint;
import dev.whichhop.lab.scenario.UnknownServerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Plays scenarios, proves that the fault happened and that the cure clears it; {@code lab/run}. */
public final class Lab {
  private static final List<Scenario> SCENARIOS =
      List.of(
          new HealthyUnderLoad(),
          new PoolOverflow(),
          new RequestLimitOverflow(),
          new EjectionOfHealthyHost(),
          new KeepAliveShorterThanProxy(),
          new RouteTimeoutTooShort(),
          new CallerGivesUp(),
          new StaleEndpoint(),
          new Http2ToHttp1(),
          new PlaintextToStrict(),
          new CertificateExpired(),
          new UnknownServerName(),
          new HeaderTooLarge());

  private Lab() {}

  /** {@code [--record FOLDER] [SCENARIO...]}; ends with 1 where a story went another way. */
  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>(List.of(arguments));
    Path record = null;
    if (!names.isEmpty() && names.getFirst().equals("--record")) {
      if (names.size() < 2) {
        System.err.println("lab: --record needs a folder");
        System.exit(2);
      }
      record = Path.of(names.get(1)).toAbsolutePath();
      names = names.subList(2, names.size());
    }
    List<String> known = SCENARIOS.stream().map(Scenario::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        System.err.println("lab: no scenario " + name + "; there are " + String.join(", ", known));
        System.exit(2);
      }
    }
    int failed = 0;
    int played = 0;
    for (Scenario scenario : SCENARIOS) {
      if (names.isEmpty() || names.contains(scenario.name())) {
        played++;
        failed += play(scenario, record) ? 0 : 1;
      }
    }
    System.out.println(played + " played, " + failed + " went another way than told");
    System.exit(failed == 0 ? 0 : 1);
  }

  private static boolean play(Scenario scenario, Path record) throws Exception {
    Path folder = Files.createTempDirectory("whichhop-lab");
    try {
      boolean healthy = scenario.cause().isEmpty();
      long faults = act(scenario, false, folder.resolve("fault"), folder.resolve("evidence"));
      long cured =
          healthy ? 0 : act(scenario, true, folder.resolve("cure"), folder.resolve("cured"));
      boolean told = healthy ? faults == 0 : faults > 0 && cured == 0;
      System.out.printf(
          "%-32s %s: happened %d times, after the cure %d%n",
          scenario.name(), told ? "ok" : "NOT AS TOLD", faults, cured);
      if (record != null && told) {
        keep(folder.resolve("evidence"), record.resolve(scenario.name()), scenario.cause(), faults);
        if (!healthy) {
          keep(folder.resolve("cured"), record.resolve(scenario.name() + "-cured"), "", 0);
        }
      }
      return told;
    } finally {
      delete(folder);
    }
  }

  private static long act(Scenario scenario, boolean cured, Path folder, Path evidence)
      throws Exception {
    Files.createDirectories(folder);
    try (Stage stage =
        new Stage(
            System.getenv("WHICHHOP_LAB_ENVOY"),
            cured ? scenario.cure() : scenario.fault(),
            folder)) {
      scenario.traffic(stage, cured);
      stage.record(evidence);
      boolean answered = stage.callsWithoutAnswer() == 0 || !(cured || scenario.cause().isEmpty());
      return answered ? scenario.happened(stage) : stage.callsWithoutAnswer();
    }
  }

  private static void keep(Path evidence, Path target, String cause, long times)
      throws IOException {
    if (Files.exists(target)) {
      delete(target);
    }
    Path kept = target.resolve("evidence");
    Files.createDirectories(kept);
    try (var files = Files.list(evidence)) {
      for (Path file : files.toList()) {
        Files.copy(file, kept.resolve(file.getFileName().toString()));
      }
    }
    Files.writeString(
        target.resolve("truth.json"),
        """
        {
          "id": "%s",
          "kind": "%s",
          "cause": "%s",
          "happened": %d
        }
        """
            .formatted(target.getFileName(), cause.isEmpty() ? "healthy" : "fault", cause, times));
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

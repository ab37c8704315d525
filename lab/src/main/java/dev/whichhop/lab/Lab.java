package dev.whichhop.lab;

import dev.whichhop.lab.scenario.ApplicationOnOtherAddress;
import dev.whichhop.lab.scenario.BodyTooLarge;
import dev.whichhop.lab.scenario.CallerGivesUp;
import dev.whichhop.lab.scenario.CertificateExpired;
import dev.whichhop.lab.scenario.EjectionOfHealthyHost;
import dev.whichhop.lab.scenario.GatewayDrainTooShort;
import dev.whichhop.lab.scenario.GoneNode;
import dev.whichhop.lab.scenario.HeaderTooLarge;
import dev.whichhop.lab.scenario.HealthyRollout;
import dev.whichhop.lab.scenario.HealthyUnderLoad;
import dev.whichhop.lab.scenario.Http1ToHttp2;
import dev.whichhop.lab.scenario.Http2ToHttp1;
import dev.whichhop.lab.scenario.KeepaliveBetweenProxies;
import dev.whichhop.lab.scenario.KeepaliveShorterThanProxy;
import dev.whichhop.lab.scenario.MissingSubset;
import dev.whichhop.lab.scenario.PendingOverflow;
import dev.whichhop.lab.scenario.PlaintextToStrict;
import dev.whichhop.lab.scenario.PoolOverflow;
import dev.whichhop.lab.scenario.ProxyHeaderMissing;
import dev.whichhop.lab.scenario.RequestLimitOverflow;
import dev.whichhop.lab.scenario.RetryAmplification;
import dev.whichhop.lab.scenario.RouteTimeoutTooShort;
import dev.whichhop.lab.scenario.ServerGivesUp;
import dev.whichhop.lab.scenario.SidecarDrainTooShort;
import dev.whichhop.lab.scenario.StaleEndpoint;
import dev.whichhop.lab.scenario.StreamLimit;
import dev.whichhop.lab.scenario.TlsToPlaintext;
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
          new ApplicationOnOtherAddress(),
          new BodyTooLarge(),
          new CallerGivesUp(),
          new CertificateExpired(),
          new EjectionOfHealthyHost(),
          new GatewayDrainTooShort(),
          new GoneNode(),
          new HeaderTooLarge(),
          new HealthyRollout(),
          new HealthyUnderLoad(),
          new Http1ToHttp2(),
          new Http2ToHttp1(),
          new KeepaliveBetweenProxies(),
          new KeepaliveShorterThanProxy(),
          new MissingSubset(),
          new PendingOverflow(),
          new PlaintextToStrict(),
          new PoolOverflow(),
          new ProxyHeaderMissing(),
          new RequestLimitOverflow(),
          new RetryAmplification(),
          new RouteTimeoutTooShort(),
          new ServerGivesUp(),
          new SidecarDrainTooShort(),
          new StaleEndpoint(),
          new StreamLimit(),
          new TlsToPlaintext(),
          new UnknownServerName());

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
      Run faulty = act(scenario, false, folder.resolve("fault"), folder.resolve("evidence"));
      Run cured =
          healthy ? faulty : act(scenario, true, folder.resolve("cure"), folder.resolve("cured"));
      // A call that could not be made is in no figure, so both runs must have as many.
      boolean told =
          (healthy || faulty.faults > 0) && cured.isClean() && cured.calls == faulty.calls;
      System.out.printf(
          "%-32s %s: %s; after the cure: %s%n",
          scenario.name(), told ? "ok" : "NOT AS TOLD", faulty, cured);
      if (record != null && told) {
        keep(folder.resolve("evidence"), record.resolve(scenario.name()), scenario, faulty);
        if (!healthy) {
          keep(folder.resolve("cured"), record.resolve(scenario.name() + "-cured"), null, cured);
        }
      }
      return told;
    } catch (IOException e) {
      System.out.printf("%-32s NOT AS TOLD: %s%n", scenario.name(), e.getMessage());
      return false;
    } finally {
      delete(folder);
    }
  }

  /**
   * What one run came to.
   *
   * @param faults counter of the fault, which diagnose does not see
   * @param calls all calls
   * @param failed those without a good answer
   */
  private record Run(long faults, int calls, int failed) {
    boolean isClean() {
      return faults == 0 && failed == 0;
    }

    @Override
    public String toString() {
      return "%d of %d calls failed, counted %d".formatted(failed, calls, faults);
    }
  }

  private static Run act(Scenario scenario, boolean cured, Path folder, Path evidence)
      throws Exception {
    Files.createDirectories(folder);
    try (Stage stage =
        new Stage(
            System.getenv("WHICHHOP_LAB_ENVOY"),
            cured ? scenario.cure() : scenario.fault(),
            folder)) {
      scenario.traffic(stage, cured);
      stage.record(evidence);
      return new Run(scenario.happened(stage), stage.calls(), stage.failedCalls());
    }
  }

  /** {@code scenario} is null for a cured run, which is a healthy one. */
  private static void keep(Path evidence, Path target, Scenario scenario, Run run)
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
    String cause = scenario == null ? "" : scenario.cause();
    Files.writeString(
        target.resolve("truth.json"),
        """
        {
          "id": "%s",
          "kind": "%s",
          "cause": "%s",
          "remedy": "%s",
          "calls": %d,
          "failed": %d,
          "happened": %d
        }
        """
            .formatted(
                target.getFileName(),
                cause.isEmpty() ? "healthy" : "fault",
                cause,
                scenario == null ? "" : scenario.remedy(),
                run.calls,
                run.failed,
                run.faults));
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

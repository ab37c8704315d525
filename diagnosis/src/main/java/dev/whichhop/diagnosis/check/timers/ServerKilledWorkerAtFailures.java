package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The application's server killed a worker that took longer than it allows (gunicorn's {@code
 * WORKER TIMEOUT}, uWSGI's harakiri, Puma's timed-out worker) at the moments at which requests
 * failed: the connections ended with the worker. The log of one of several pods is enough.
 */
final class ServerKilledWorkerAtFailures implements Check {
  /** Such logs have whole seconds, and the server looks about once in a second. */
  private static final Duration NEAR = Duration.ofSeconds(3);

  /** Once may be accident. */
  private static final int LEAST = 2;

  @Override
  public String id() {
    return "server-killed-worker-at-failures";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal killed = file.bundle().signal("server-killed-slow-worker");
    if (!killed.seen() || file.faultyRequests().isEmpty()) {
      return Answer.blind("app-log");
    }
    List<Observation> failures = file.failures();
    List<Evidence> evidence = new ArrayList<>();
    int met = 0;
    for (Signal.Hit kill : killed.hits()) {
      Optional<Observation> failure =
          failures.stream().filter(one -> near(kill.time(), one)).findFirst();
      met += failure.isPresent() ? 1 : 0;
      if (failure.isPresent() && evidence.size() < 4) {
        evidence.add(kill.evidence());
        evidence.add(failure.get().evidence());
      }
    }
    if (met >= LEAST && met * 2 >= killed.hits().size()) {
      return Answer.found(
          killed.hits().getFirst().evidence().place().file(),
          evidence,
          "count",
          met,
          "of",
          killed.hits().size());
    }
    return Answer.absent(killed.hits().getFirst().evidence().place().file(), "the workers");
  }

  private static boolean near(@Nullable Instant time, Observation failure) {
    return time != null
        && failure.end().isPresent()
        && Duration.between(time, failure.end().get()).abs().compareTo(NEAR) <= 0;
  }
}

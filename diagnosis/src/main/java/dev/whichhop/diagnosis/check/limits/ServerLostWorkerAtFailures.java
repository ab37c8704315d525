package dev.whichhop.diagnosis.check.limits;

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
 * The application's server lost worker processes, killed from outside, at the moments at which
 * requests failed: the container lives on, so its state shows nothing, but the connections ended
 * with the worker. A server that kills its own slow workers says so before; that is looked at
 * elsewhere.
 */
final class ServerLostWorkerAtFailures implements Check {
  /** Such logs have whole seconds, and the server looks about once in a second. */
  private static final Duration NEAR = Duration.ofSeconds(3);

  /** Once may be accident. */
  private static final int LEAST = 2;

  @Override
  public String id() {
    return "server-lost-worker-at-failures";
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
    Signal lost = file.bundle().signal("server-worker-killed");
    Signal slow = file.bundle().signal("server-killed-slow-worker");
    if (!lost.seen() || file.faultyRequests().isEmpty()) {
      return Answer.blind("app-log");
    }
    List<Evidence> evidence = new ArrayList<>();
    int met = 0;
    int unexplained = 0;
    for (Signal.Hit hit : lost.hits()) {
      if (slow.hits().stream().anyMatch(one -> near(one.time(), hit.time()))) {
        continue;
      }
      unexplained++;
      Optional<Observation> failure =
          file.failures().stream()
              .filter(one -> near(one.end().orElse(null), hit.time()))
              .findFirst();
      met += failure.isPresent() ? 1 : 0;
      if (failure.isPresent() && evidence.size() < 4) {
        evidence.add(hit.evidence());
        evidence.add(failure.get().evidence());
      }
    }
    String log = lost.hits().getFirst().evidence().place().file();
    return met >= LEAST && met * 2 >= unexplained
        ? Answer.found(log, evidence, "count", met, "of", unexplained)
        : Answer.absent(log, "the workers");
  }

  private static boolean near(@Nullable Instant one, @Nullable Instant other) {
    return one != null && other != null && Duration.between(one, other).abs().compareTo(NEAR) <= 0;
  }
}

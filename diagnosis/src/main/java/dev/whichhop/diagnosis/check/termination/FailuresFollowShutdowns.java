package dev.whichhop.diagnosis.check.termination;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Shutdowns;
import dev.whichhop.diagnosis.view.Shutdowns.Shutdown;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Failures lie within a grace period after pods began to end, and hardly anywhere else.
 *
 * <p>Kubernetes' default grace period is 30 s and kubelet kills after it; allowing 15 s for a
 * rollout to start gives the window. The windows must be a small part of the time observed, else
 * "within" says nothing.
 */
final class FailuresFollowShutdowns implements Check {
  static final Duration WINDOW = Duration.ofSeconds(45);

  /** Callers note whole seconds. */
  private static final Duration WHOLE_SECONDS = Duration.ofMillis(1_200);

  private static final double NEARLY_ALL = 0.8;
  private static final double SMALL_PART = 0.4;

  @Override
  public String id() {
    return "failures-follow-shutdowns";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.EVENTS,
        EvidenceKind.LOGS,
        EvidenceKind.NOTES,
        EvidenceKind.SIGNALS,
        EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Shutdown> shutdowns = Shutdowns.of(file.bundle());
    List<Observation> failures =
        file.failures().stream().filter(one -> one.time().isPresent()).toList();
    if (shutdowns.isEmpty() || failures.size() < 2) {
      return Answer.blind("pod-lifetimes");
    }
    List<Observation> followers = Shutdowns.followers(failures, shutdowns, WINDOW);
    boolean telling =
        cutAtEnds(file, failures) >= failures.size() || coveredPart(file, shutdowns) <= SMALL_PART;
    if (followers.size() < NEARLY_ALL * failures.size() || !telling) {
      return Answer.absent(shutdowns.getFirst().evidence().place().file(), "the failures");
    }
    List<Shutdown> followed =
        shutdowns.stream()
            .filter(one -> !Shutdowns.followers(failures, List.of(one), WINDOW).isEmpty())
            .limit(3)
            .toList();
    List<Evidence> evidence = new ArrayList<>();
    followed.forEach(one -> evidence.add(one.evidence()));
    followers.stream().limit(3).forEach(one -> evidence.add(one.evidence()));
    String subject = followed.getFirst().subject();
    return new Answer.Found(
        subject,
        hopOf(subject),
        Phrase.of(
                "", "count", followers.size(), "of", failures.size(), "window", WINDOW.toSeconds())
            .values(),
        evidence);
  }

  /**
   * How many times {@link #NEARLY_ALL} of the failures ended at the very moment at which an agent
   * killed its proxy, where hardly any answer came: then "within" tells even in a short record.
   */
  private static double cutAtEnds(CaseFile file, List<Observation> failures) {
    List<Instant> kills =
        file.bundle().signal("proxy-terminated").hits().stream()
            .flatMap(hit -> Stream.ofNullable(hit.time()))
            .toList();
    long cut = failures.stream().filter(one -> endsAt(one, kills)).count();
    long answered =
        file.bundle().observations().stream()
            .filter(Observation::succeeded)
            .filter(one -> endsAt(one, kills))
            .count();
    return answered > cut ? 0 : cut / NEARLY_ALL;
  }

  private static boolean endsAt(Observation one, List<Instant> moments) {
    return one.end()
        .filter(end ->
            moments.stream()
                .anyMatch(
                    moment -> Duration.between(moment, end).abs().compareTo(WHOLE_SECONDS) <= 0))
        .isPresent();
  }

  /** The hop that ended, as far as its name tells; null where it does not. */
  private static @Nullable Hop hopOf(String subject) {
    return subject.contains("gateway")
        ? Hop.GATEWAY
        : subject.startsWith("activator") ? Hop.ACTIVATOR : null;
  }

  /** Which part of the observed time lies within the windows. */
  private static double coveredPart(CaseFile file, List<Shutdown> shutdowns) {
    List<Instant> times =
        file.bundle().observations().stream().flatMap(one -> one.time().stream()).sorted().toList();
    long within = 0;
    for (Instant time : times) {
      if (shutdowns.stream()
          .anyMatch(one ->
              !time.isBefore(one.time())
                  && Duration.between(one.time(), time).compareTo(WINDOW) <= 0)) {
        within++;
      }
    }
    return times.isEmpty() ? 1 : (double) within / times.size();
  }
}

package dev.whichhop.app.watch;

import dev.whichhop.diagnosis.picture.Gauges;
import dev.whichhop.diagnosis.picture.Timeline;
import dev.whichhop.live.Window;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Station;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Gap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one look at the cluster saw.
 *
 * @param window of the logs that were read
 * @param blamed causes of the verdict, the surest first; empty unless the state is a fault
 * @param failing groups of requests that failed within the window, the heaviest first
 * @param gaps what could not be had
 * @param why why nothing can be said, in one line, untrusted; empty otherwise
 * @param panel what the full screen shows besides; empty where nobody looks at one
 */
public record Reading(
    Window window,
    State state,
    List<Blame> blamed,
    List<Failing> failing,
    List<Gap> gaps,
    String why,
    Panel panel) {

  /**
   * What only the full screen shows.
   *
   * @param timeline failures over time
   */
  public record Panel(List<Station> route, Optional<Timeline> timeline, Gauges gauges) {
    public static final Panel NONE = new Panel(List.of(), Optional.empty(), Gauges.NONE);
  }

  /**
   * A cause of the verdict.
   *
   * @param subject object, pod or host that it was found at; untrusted, may be empty
   * @param confidence 0 to 1
   */
  public record Blame(String cause, String hop, String subject, double confidence) {
    /** True for the same fault, however sure. */
    boolean same(Blame other) {
      return cause.equals(other.cause) && hop.equals(other.hop) && subject.equals(other.subject);
    }
  }

  /**
   * Requests that failed in one way at one hop.
   *
   * @param symptom id of the group in its diagnosis
   * @param status 0 for none, -1 where who saw it has none
   * @param flags response flags of Envoy; empty without
   * @param count that failed
   * @param of requests of that vantage; -1 when not known
   */
  public record Failing(
      String symptom, String hop, int status, String flags, long count, long of) {}

  public Reading {
    blamed = List.copyOf(blamed);
    failing = List.copyOf(failing);
    gaps = List.copyOf(gaps);
  }

  /** What a diagnosis says. */
  public static Reading of(Diagnosis diagnosis, List<Gap> gaps, Window window, Panel panel) {
    State state = state(diagnosis);
    List<Failing> failing =
        diagnosis.symptoms().stream()
            .filter(one -> one.disposition() == Disposition.FAULTY || one.troubles())
            .filter(Symptom.RequestFailures.class::isInstance)
            .map(Symptom.RequestFailures.class::cast)
            .map(one ->
                new Failing(
                    one.id(), one.hop().id(), one.status(), one.flags(), one.count(), one.of()))
            .toList();
    return new Reading(
        window,
        state,
        state == State.FAULT ? diagnosis.blamed().stream().map(Reading::blame).toList() : List.of(),
        failing,
        gaps,
        "",
        panel);
  }

  /** The cluster could not be asked. */
  public static Reading blind(Window window, String why) {
    return new Reading(window, State.BLIND, List.of(), List.of(), List.of(), why, Panel.NONE);
  }

  private static State state(Diagnosis diagnosis) {
    return switch (diagnosis.verdict()) {
      case HEALTHY -> State.OK;
      case FAULT -> decided(diagnosis) ? State.OK : State.FAULT;
      case INSUFFICIENT ->
          diagnosis.symptoms().stream()
                  .anyMatch(one -> one.disposition() == Disposition.FAULTY || one.troubles())
              ? State.FAILING
              : State.BLIND;
    };
  }

  /** True when somebody has decided about all that is at fault. */
  private static boolean decided(Diagnosis diagnosis) {
    return diagnosis.caveats().stream()
        .anyMatch(one -> one instanceof Caveat.Suppressed suppressed && !suppressed.fault());
  }

  /** A right that is taken away makes a watch blind in part, and may stay unnoticed for long. */
  private boolean denied() {
    return gaps.stream().anyMatch(one -> one.state() == Gap.State.DENIED);
  }

  private Set<String> ways() {
    return failing.stream()
        .map(one -> one.hop() + " " + one.status() + " " + one.flags())
        .collect(Collectors.toSet());
  }

  private static Blame blame(RankedCause cause) {
    return new Blame(cause.id(), cause.hop().id(), cause.subject(), cause.confidence());
  }

  /** True when it tells the same as an earlier one, whatever the figures. */
  boolean tellsTheSameAs(Reading earlier) {
    // Of a fault the cause is told; without a cause, how requests fail is all there is to tell.
    boolean alike = state != State.FAILING || ways().equals(earlier.ways());
    return alike
        && state == earlier.state
        && why.isEmpty() == earlier.why.isEmpty()
        && denied() == earlier.denied()
        && blamed.size() == earlier.blamed.size()
        && blamed.stream().allMatch(one -> earlier.blamed.stream().anyMatch(one::same));
  }
}

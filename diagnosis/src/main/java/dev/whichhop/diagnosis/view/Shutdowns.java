package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Note;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When pods began to end, from everything that tells it: deletion timestamps, events with a time,
 * log lines of agents and of the autoscaler, and clock times that an operator wrote down next to
 * the words of a rollout.
 */
public final class Shutdowns {
  /**
   * A pod began to end, or a rollout or scale-down that ends pods began.
   *
   * @param subject pod, revision or workload; empty when the source does not say
   */
  public record Shutdown(Instant time, String subject, Evidence evidence) {

    /** Nothing is left afterwards: Knative's autoscaler scaled the revision to zero. */
    public boolean toZero() {
      Matcher scaling = SCALING.matcher(evidence.text());
      return scaling.find() && scaling.group(2).equals("0");
    }
  }

  /** Event of a ReplicaSet (kubernetes pkg/controller/controller_utils.go). */
  private static final String DELETED = "Deleted pod: ";

  /** Literals of istio-agent (pkg/envoy/agent.go), kubelet events and Knative's autoscaler. */
  private static final List<String> ENDING =
      List.of(
          "Agent draining",
          "Graceful termination period is",
          "Received signal TERM",
          "received SIGTERM",
          "received signal terminated",
          "SIGTERM received",
          "Killing container",
          "Stopping container",
          DELETED);

  private static final Pattern SCALING = Pattern.compile("Scaling from (\\d+) to (\\d+)");
  private static final Pattern CLOCK = Pattern.compile("\\b([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\b");

  private static final Pattern WORKLOAD =
      Pattern.compile(
          "(?:deployment|deploy|statefulset|daemonset)(?:\\.[a-z]+)?[/ ]\"?([a-z0-9][a-z0-9-]+)");

  private static final List<String> ROLLOUT_WORDS =
      List.of("rollout", "restart", "redeploy", "set env", "helm upgrade", "scale deploy");

  private Shutdowns() {}

  /** All of them in the order of time. */
  public static List<Shutdown> of(Bundle bundle) {
    List<Shutdown> found = new ArrayList<>();
    for (KubernetesObject pod : bundle.objects("Pod")) {
      KubernetesObject.instant(pod.metadata().get("deletionTimestamp"))
          .ifPresent(time ->
              found.add(
                  new Shutdown(
                      // deletionTimestamp is the end of the grace period, not its beginning.
                      time.minus(grace(pod)),
                      pod.name(),
                      pod.metadata().get("deletionTimestamp").evidence())));
    }
    for (KubernetesEvent event : bundle.events()) {
      if (event.time() != null && ends(event)) {
        found.add(new Shutdown(event.time(), subject(event), event.evidence()));
      }
    }
    for (LogRecord record : bundle.logs()) {
      Instant time = record.time();
      if (time != null && ends(record)) {
        found.add(new Shutdown(time, subject(record), record.evidence()));
      }
    }
    day(bundle).ifPresent(day -> found.addAll(writtenDown(bundle, day)));
    found.sort(Comparator.comparing(Shutdown::time));
    return List.copyOf(found);
  }

  private static Duration grace(KubernetesObject pod) {
    return Duration.ofSeconds(pod.metadata().get("deletionGracePeriodSeconds").whole().orElse(0));
  }

  private static boolean ends(KubernetesEvent event) {
    return event.reason().equals("Killing")
        || event.reason().equals("SuccessfulDelete") && event.message().startsWith(DELETED)
        || (event.reason().equals("ScalingReplicaSet") && event.message().contains("Scaled down"));
  }

  private static boolean ends(LogRecord record) {
    if (record.component() == Component.AUTOSCALER) {
      Matcher scaling = SCALING.matcher(record.message());
      if (scaling.find()) {
        return Long.parseLong(scaling.group(2)) < Long.parseLong(scaling.group(1));
      }
    }
    return ENDING.stream().anyMatch(record.message()::contains);
  }

  private static String subject(KubernetesEvent event) {
    return event.message().startsWith(DELETED)
        ? event.message().substring(DELETED.length())
        : event.objectName();
  }

  private static String subject(LogRecord record) {
    int deleted = record.message().indexOf(DELETED);
    if (deleted >= 0) {
      return record.message().substring(deleted + DELETED.length()).split(" ", 2)[0];
    }
    String revision = record.fields().getOrDefault("knative.dev/key", "");
    return revision.isEmpty() ? record.source() : revision.substring(revision.lastIndexOf('/') + 1);
  }

  /** The day of the observations, for clock times without a date. */
  static Optional<LocalDate> day(Bundle bundle) {
    return bundle.observations().stream()
        .flatMap(one -> one.time().stream())
        .map(time -> time.atOffset(ZoneOffset.UTC).toLocalDate())
        .filter(day -> day.getYear() > 1970)
        .findFirst();
  }

  /** Clock times in a file of prose that speaks of a rollout or restart. */
  private static List<Shutdown> writtenDown(Bundle bundle, LocalDate day) {
    List<Shutdown> found = new ArrayList<>();
    for (Note note : bundle.notes()) {
      boolean rollout =
          note.prose()
              && note.lines().stream()
                  .anyMatch(line -> ROLLOUT_WORDS.stream().anyMatch(line::contains));
      if (!rollout) {
        continue;
      }
      String workload = workload(note);
      int number = 0;
      for (String line : note.lines()) {
        number++;
        Matcher clock = CLOCK.matcher(line);
        while (clock.find()) {
          Instant time = day.atTime(LocalTime.parse(clock.group())).toInstant(ZoneOffset.UTC);
          found.add(
              new Shutdown(
                  time, workload, new Evidence(Place.line(note.file(), number), line.strip())));
        }
      }
    }
    return found;
  }

  /** The first workload that the prose names, for example in a recorded command. */
  private static String workload(Note note) {
    for (String line : note.lines()) {
      Matcher named = WORKLOAD.matcher(line);
      if (named.find()) {
        return named.group(1);
      }
    }
    return "";
  }

  /**
   * Those of the failing observations that began or ended within {@code window} after a shutdown: a
   * request that was under way fails when the pod ends, however long before it began.
   */
  public static List<Observation> followers(
      List<Observation> failures, List<Shutdown> shutdowns, Duration window) {
    return failures.stream()
        .filter(failure ->
            failure.time().isPresent()
                && shutdowns.stream()
                    .anyMatch(one ->
                        within(failure.time().get(), one.time(), window)
                            || within(failure.end().orElseThrow(), one.time(), window)))
        .toList();
  }

  private static boolean within(Instant time, Instant start, Duration window) {
    Duration after = Duration.between(start, time);
    return !after.isNegative() && after.compareTo(window) <= 0;
  }
}

package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a caller's connection had been silent before each of its requests.
 *
 * <p>Callers that say so are believed. For the others the pause since the same caller's request
 * before stands in; that is right for a caller that keeps one connection.
 */
public final class IdleGaps {
  /** Of so many connections past the timeout at least one is lost. */
  private static final int LEAST_SHARE_PAST = 4;

  /** Logarithm (nats) of the odds that failures lie past the timeout by accident: 1 to 1000. */
  private static final double NO_ACCIDENT = -6.9;

  /** A request and the silence before it. */
  public record Gap(Observation request, Duration idle) {}

  private IdleGaps() {}

  /** Of all callers' requests that did not open a connection of their own. */
  public static List<Gap> ofCallers(Bundle bundle) {
    List<Observation> calls = Callers.observations(bundle);
    List<Gap> told = new ArrayList<>();
    for (Observation call : calls) {
      call.idleBefore().ifPresent(idle -> told.add(new Gap(call, idle)));
    }
    return told.isEmpty() ? pauses(calls) : told;
  }

  /**
   * True when no caller says how long its connection was idle, so that pauses stand in. Those of a
   * caller with several connections are too short, so they cannot prove that a timer is not it.
   */
  public static boolean inferred(Bundle bundle) {
    return Callers.observations(bundle).stream().allMatch(one -> one.idleBefore().isEmpty());
  }

  private static List<Gap> pauses(List<Observation> calls) {
    List<Gap> gaps = new ArrayList<>();
    Map<String, Instant> lastEnd = new HashMap<>();
    List<Observation> ordered = new ArrayList<>(calls);
    ordered.removeIf(one -> one.time().isEmpty());
    ordered.sort(Comparator.comparing(one -> one.time().orElseThrow()));
    for (Observation call : ordered) {
      String caller = call.vantage().instance() + " " + call.authority();
      Instant start = call.time().orElseThrow();
      Instant before = lastEnd.get(caller);
      boolean fresh = !call.reusedConnection().orElse(true);
      if (before != null && !fresh && start.isAfter(before)) {
        gaps.add(new Gap(call, Duration.between(before, start)));
      }
      lastEnd.put(caller, call.end().orElse(start));
    }
    return gaps;
  }

  /**
   * The failures that come after more than {@code timeout} of silence, when the timeout tells
   * failures from successes; else an empty list.
   *
   * <p>It does when all failures lie above and all successes below, at least two of each, and one
   * of both lies near it. Failures that cannot come from a forgotten connection are left aside.
   */
  public static List<Gap> toldApartBy(Duration timeout, List<Gap> gaps) {
    List<Gap> failed = gaps.stream().filter(IdleGaps::lost).toList();
    List<Gap> answered = gaps.stream().filter(one -> one.request.succeeded()).toList();
    boolean above = failed.stream().allMatch(one -> one.idle.compareTo(timeout) >= 0);
    boolean below = answered.stream().allMatch(one -> one.idle.compareTo(timeout) <= 0);
    if (failed.size() < 2 || answered.size() < 2 || !above || !below) {
      return List.of();
    }
    Duration shortestFailed = failed.stream().map(Gap::idle).min(Duration::compareTo).orElseThrow();
    Duration longestAnswered =
        answered.stream().map(Gap::idle).max(Duration::compareTo).orElseThrow();
    boolean near =
        shortestFailed.toMillis() <= timeout.toMillis() * 3 / 2
            || longestAnswered.toMillis() >= timeout.toMillis() / 2;
    return near ? failed : List.of();
  }

  /**
   * The failures that come after more than {@code timeout} of silence, when none comes after less;
   * else an empty list. Where a node forgets which of several endpoints a connection belonged to,
   * the next packet may meet the right one again, so answers after longer silences prove nothing.
   */
  public static List<Gap> onlyPast(Duration timeout, List<Gap> gaps) {
    List<Gap> failed = gaps.stream().filter(IdleGaps::lost).toList();
    List<Gap> answered = gaps.stream().filter(one -> one.request.succeeded()).toList();
    long below = answered.stream().filter(one -> one.idle.compareTo(timeout) < 0).count();
    long past = failed.size() + answered.size() - below;
    boolean above = failed.stream().allMatch(one -> one.idle.compareTo(timeout) >= 0);
    if (!above || failed.size() * LEAST_SHARE_PAST < past) {
      return List.of();
    }
    boolean near =
        failed.stream().anyMatch(one -> one.idle.toMillis() <= timeout.toMillis() * 3 / 2);
    double accident = failed.size() * Math.log((double) past / (past + below));
    return near && accident <= NO_ACCIDENT ? failed : List.of();
  }

  /** Ended without an answer, as a connection ends that the other side has forgotten. */
  public static boolean lost(Gap gap) {
    return switch (gap.request.clientFailure()) {
      case RESET, EMPTY_REPLY, TIMEOUT, PARTIAL, HTTP2 -> true;
      case NONE, REFUSED, CONNECT_TIMEOUT, UNREACHABLE, DNS, TLS, OTHER ->
          gap.request.status() == 502 || gap.request.status() == 503;
    };
  }
}

package dev.whichhop.diagnosis.route;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.view.Arrivals;
import dev.whichhop.knowledge.Question;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Station;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The way from the caller to the application as a good operator goes it: did it arrive here, what
 * does the log say, did it leave, is everything here as it should be? It stops where the failed
 * requests went no further; the layers under the path are asked last.
 *
 * <p>A line that is missing in a log which covers the moment says that the request never came here;
 * a log that does not cover it says nothing.
 */
public final class Walk {
  private final CaseFile file;
  private final List<Observation> failures;
  private final Arrivals arrivals;
  private final Map<String, Finding> findings = new HashMap<>();
  private final List<Question> questions;

  private Walk(CaseFile file, List<Finding> findings, List<Question> questions) {
    this.file = file;
    this.failures = everywhere(file);
    this.arrivals = Arrivals.of(file.bundle());
    this.questions = questions;
    findings.forEach(one -> this.findings.put(one.check(), one));
  }

  /** The failures to be explained, at every hop that logged them: most only pass them on. */
  private static List<Observation> everywhere(CaseFile file) {
    Set<Observation> origins = new HashSet<>(file.failures());
    List<Observation> seen = new ArrayList<>(file.failures());
    for (Exchange exchange : file.exchanges()) {
      if (exchange.observations().stream().anyMatch(origins::contains)) {
        exchange.observations().stream()
            .filter(one -> one.failed() && !origins.contains(one))
            .forEach(seen::add);
      }
    }
    return seen;
  }

  /** The steps along the route, in the order in which they were asked. */
  public static List<Step> along(
      List<Station> route, CaseFile file, List<Finding> findings, List<Question> questions) {
    return new Walk(file, findings, questions).go(route);
  }

  private List<Step> go(List<Station> route) {
    List<Step> steps = new ArrayList<>();
    boolean stopped = false;
    for (Station station : route) {
      boolean below = isBelow(station.hop());
      if (stopped && !below) {
        continue;
      }
      List<Step> here = at(station.hop());
      if (!stopped && !below && endsHere(here)) {
        here.set(here.size() - 1, here.getLast().stopping());
        stopped = true;
      }
      steps.addAll(here);
    }
    return List.copyOf(steps);
  }

  /** The network and the control plane: no stations of the way, but what the way rests on. */
  private static boolean isBelow(Hop hop) {
    return hop == Hop.VPC || hop == Hop.CONTROL_PLANE;
  }

  /** It never came, or it was seen here and did not leave. */
  private static boolean endsHere(List<Step> here) {
    return here.stream()
        .anyMatch(one ->
            one.reply() == Reply.NO
                && (one.ask().equals("arrived") || one.because().key().equals(Departure.KEPT)));
  }

  private List<Step> at(Hop hop) {
    List<Step> here = new ArrayList<>();
    Step arrived = arrived(hop);
    here.add(arrived);
    if (arrived.reply() == Reply.NO && !isBelow(hop)) {
      return here; // what never came here asks nothing of this hop
    }
    List<Observation> failedHere =
        failures.stream().filter(one -> one.vantage().hop() == hop).toList();
    if (!failedHere.isEmpty()) {
      here.add(says(hop, failedHere));
      Departure.of(hop, failedHere).ifPresent(here::add);
    }
    here.addAll(Capacity.at(hop, file));
    if (hop == Hop.NLB) {
      BalancerFlows.of(file.bundle(), findings).ifPresent(here::add);
    }
    for (Question question : questions) {
      if (question.hops().contains(hop)) {
        here.add(Asked.of(question, hop, findings));
      }
    }
    return here;
  }

  private Step arrived(Hop hop) {
    List<Observation> failedHere =
        failures.stream().filter(one -> one.vantage().hop() == hop).toList();
    if (!failedHere.isEmpty()) {
      return arrived(
          hop,
          Reply.YES,
          Phrase.of("walk.failed-here", "hop", hop.id(), "count", failedHere.size()),
          evidence(failedHere));
    }
    if (hop == Hop.GATEWAY && arrivals.answeredSeen() > 0 && !arrivals.lost().isEmpty()) {
      return arrived(
          hop,
          Reply.NO,
          Phrase.of(
              "walk.never-arrived",
              "count",
              arrivals.lost().size(),
              "answered",
              arrivals.answeredSeen()),
          evidence(arrivals.lost()));
    }
    List<FlowRecord> rejected =
        file.bundle().flowRecords().stream().filter(FlowRecord::rejected).limit(2).toList();
    if (hop == Hop.VPC && !rejected.isEmpty()) {
      return arrived(
          hop,
          Reply.NO,
          Phrase.of("walk.rejected"),
          rejected.stream().map(FlowRecord::evidence).toList());
    }
    return fromItsLog(hop);
  }

  private Step fromItsLog(Hop hop) {
    List<Observation> seen =
        file.bundle().observations().stream().filter(one -> one.vantage().hop() == hop).toList();
    List<Evidence> evidence = seen.stream().limit(1).map(Observation::evidence).toList();
    if (seen.isEmpty()) {
      return arrived(hop, Reply.UNSEEN, Phrase.of("walk.no-log", "hop", hop.id()), evidence);
    }
    if (failures.isEmpty()) {
      return arrived(hop, Reply.YES, Phrase.of("walk.all-passed", "hop", hop.id()), evidence);
    }
    boolean callersOnly = failures.stream().allMatch(one -> one.vantage().side() == Side.CALLER);
    boolean covered =
        !callersOnly || failures.stream().anyMatch(one -> coveredBy(seen.getFirst(), one));
    // A caller whose log lacks a failure did not make that request; it has not lost it.
    return covered && hop != Hop.CLIENT
        ? arrived(hop, Reply.NO, Phrase.of("walk.no-failure-line", "hop", hop.id()), evidence)
        : arrived(hop, Reply.UNSEEN, Phrase.of("walk.not-covered", "hop", hop.id()), evidence);
  }

  private boolean coveredBy(Observation line, Observation failure) {
    return failure.time().isPresent()
        && file.bundle().coverage().stream()
            .filter(one -> one.source().equals(line.place().file()))
            .anyMatch(one -> one.covers(failure.time().get()));
  }

  private static Step arrived(Hop hop, Reply reply, Phrase because, List<Evidence> evidence) {
    return Step.of(hop, "arrived", reply, because, evidence);
  }

  /** The kinds of failure in the words of the log, the most frequent first. */
  private static Step says(Hop hop, List<Observation> failedHere) {
    Map<String, Integer> kinds = new TreeMap<>();
    failedHere.forEach(one -> kinds.merge(kind(one), 1, Integer::sum));
    List<String> most =
        kinds.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(3)
            .map(one -> one.getValue() + " × " + one.getKey())
            .toList();
    return Step.of(
        hop,
        "says",
        Reply.YES,
        Phrase.of("walk.kinds", "kinds", String.join("; ", most)),
        evidence(failedHere));
  }

  private static String kind(Observation one) {
    List<String> words = new ArrayList<>();
    if (one.status() >= 0) {
      words.add(Integer.toString(one.status()));
    }
    words.add(one.flags());
    words.add(one.details());
    if (one.details().isEmpty()) {
      words.add(one.body().lines().findFirst().orElse(""));
    }
    if (one.clientFailure() != dev.whichhop.model.evidence.ClientFailure.NONE) {
      words.add(one.clientFailure().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    }
    words.removeIf(String::isEmpty);
    String kind = String.join(" ", words);
    return kind.length() <= 120 ? kind : kind.substring(0, 120) + "…";
  }

  private static List<Evidence> evidence(List<Observation> lines) {
    return lines.stream().limit(2).map(Observation::evidence).toList();
  }
}

package dev.whichhop.diagnosis.triage;

import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.diagnosis.view.Zones;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Situation;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.diagnosis.Triage.Trait;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether the failures hit one service, caller, pod, node or zone while others are spared.
 *
 * <p>They do when all of them have the same value, and so many at one value would be an accident:
 * with a part p of all requests at that value, n failures that have nothing to do with it would all
 * be there with probability pⁿ.
 */
final class Whom {
  private static final double MOST = 0.95;
  private static final double KNOWN = 0.9;

  private final Map<String, Pod> byAddress = new HashMap<>();
  private final Map<String, Pod> byName = new HashMap<>();
  private final Zones zones;
  private final Sample sample;

  private Whom(Sample sample) {
    Bundle bundle = sample.file().bundle();
    this.sample = sample;
    this.zones = Zones.of(bundle);
    for (Pod pod : bundle.pods()) {
      byName.putIfAbsent(pod.name(), pod);
      if (!pod.ip().isEmpty()) {
        byAddress.putIfAbsent(pod.ip(), pod);
      }
    }
  }

  static List<Trait> of(Sample sample) {
    Whom whom = new Whom(sample);
    Trait pod = whom.either(Situation.ONE_POD, whom::calledPod, Whom::ownPod);
    Trait node = whom.either(Situation.ONE_NODE, whom::calledNode, whom::ownNode);
    Trait zone =
        whom.either(
            Situation.ONE_ZONE,
            one -> whom.zones.ofNode(whom.calledNode(one)),
            one -> whom.zones.ofNode(whom.ownNode(one)));
    return List.of(
        whom.one(Situation.ONE_SERVICE, whom.service()),
        whom.one(Situation.ONE_CALLER, whom::caller),
        pod,
        notBecauseOf(pod, node),
        notBecauseOf(pod, notBecauseOf(node, zone)));
  }

  /** The node of the only pod that fails, or its zone, fails with it and tells nothing more. */
  private static Trait notBecauseOf(Trait smaller, Trait larger) {
    return smaller.reply() == Reply.YES && larger.reply() == Reply.YES
        ? Trait.unseen(
            larger.situation(),
            Phrase.of(
                "triage.same-as", "value", smaller.because().values().getOrDefault("value", "")))
        : larger;
  }

  /** The first of two ways to see it that says yes; else the first that says anything. */
  private Trait either(
      Situation situation,
      Function<Observation, String> first,
      Function<Observation, String> second) {
    Trait one = one(situation, first);
    Trait other = one(situation, second);
    boolean takeOther =
        one.reply() != Reply.YES && (other.reply() == Reply.YES || one.reply() == Reply.UNSEEN);
    return takeOther ? other : one;
  }

  private Trait one(Situation situation, Function<Observation, String> key) {
    Map<String, Integer> failed = count(sample.failures(), key);
    Map<String, Integer> answered = count(sample.answered(), key);
    int failures = failed.values().stream().mapToInt(Integer::intValue).sum();
    if (failures == 0 || failures < KNOWN * sample.failures().size()) {
      return Trait.unseen(situation, Phrase.of("triage.not-told"));
    }
    Set<String> all = new HashSet<>(failed.keySet());
    all.addAll(answered.keySet());
    Map.Entry<String, Integer> most =
        failed.entrySet().stream()
            .max(
                Map.Entry.<String, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow();
    if (all.size() == 1) {
      return Trait.unseen(situation, Phrase.of("triage.only-one", "value", most.getKey()));
    }
    if (most.getValue() < MOST * failures) {
      return Trait.no(
          situation, Phrase.of("triage.spread", "failing", failed.size(), "all", all.size()));
    }
    double of = answered.values().stream().mapToInt(Integer::intValue).sum() + (double) failures;
    double part = (answered.getOrDefault(most.getKey(), 0) + most.getValue()) / of;
    if (failures < Sample.FEWEST || Math.pow(part, most.getValue()) > Sample.ACCIDENT) {
      return Trait.unseen(situation, Phrase.of("triage.too-few"));
    }
    return Trait.yes(
        situation,
        Phrase.of(
            "triage.only",
            "value",
            most.getKey(),
            "count",
            most.getValue(),
            "of",
            failures,
            "percent",
            Math.round(part * 100) + " %"),
        Triages.evidence(
            sample.failures().stream()
                .filter(one -> key.apply(one).equals(most.getKey()))
                .toList()));
  }

  private static Map<String, Integer> count(
      List<Observation> requests, Function<Observation, String> key) {
    Map<String, Integer> counts = new HashMap<>();
    for (Observation one : requests) {
      String value = key.apply(one);
      if (!value.isEmpty()) {
        counts.merge(value, 1, Integer::sum);
      }
    }
    return counts;
  }

  /**
   * By the cluster where the proxy chose one for nearly all failures, else by the host asked for.
   */
  private Function<Observation, String> service() {
    long chosen =
        sample.failures().stream()
            .filter(one -> !Hosts.ofCluster(one.upstreamCluster()).isEmpty())
            .count();
    return chosen >= KNOWN * sample.failures().size()
        ? one -> Hosts.shortName(Hosts.ofCluster(one.upstreamCluster()), "")
        : one -> Addresses.host(one.authority());
  }

  /** Who called: the caller's own name, else the address nearest to it that the line knows. */
  private String caller(Observation one) {
    if (one.vantage().side() == Side.CALLER) {
      return one.vantage().instance();
    }
    String forwarded = one.forwardedFor();
    int comma = forwarded.indexOf(',');
    String address =
        forwarded.isEmpty()
            ? Addresses.host(one.downstreamRemoteAddress())
            : (comma < 0 ? forwarded : forwarded.substring(0, comma)).strip();
    Pod pod = byAddress.get(address);
    return pod == null ? address : pod.name();
  }

  private String calledPod(Observation one) {
    String address = Addresses.host(one.upstreamHost());
    Pod pod = byAddress.get(address);
    return pod == null ? address : pod.name();
  }

  private String calledNode(Observation one) {
    Pod pod = byAddress.get(Addresses.host(one.upstreamHost()));
    return pod == null ? "" : pod.node();
  }

  /** The pod whose log the line is from; a caller is told apart as such. */
  private static String ownPod(Observation one) {
    return one.vantage().side() == Side.CALLER ? "" : one.vantage().instance();
  }

  private String ownNode(Observation one) {
    return Optional.ofNullable(byName.get(ownPod(one))).map(Pod::node).orElse("");
  }
}

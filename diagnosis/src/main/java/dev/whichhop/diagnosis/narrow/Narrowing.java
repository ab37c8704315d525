package dev.whichhop.diagnosis.narrow;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.symptom.Symptoms;
import dev.whichhop.model.EditDistance;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps of a case what is asked about.
 *
 * <p>A moment or a host leaves out the failures elsewhere: they may be another incident. Answered
 * requests stay, because who is spared tells as much. A request id keeps the whole group of
 * failures that the request belongs to: one line is no pattern, and its like are the best evidence
 * about it. Symptoms that are not failed requests (targets, pods, scale) stay as context only.
 */
public final class Narrowing {
  private static final int NEAREST_SHOWN = 3;
  private static final int LINES_SHOWN = 8;

  private final CaseFile whole;
  private final Scope scope;

  private Narrowing(CaseFile whole, Scope scope) {
    this.whole = whole;
    this.scope = scope;
  }

  /**
   * The case as far as it is asked about.
   *
   * @param file what checks see
   * @param asked only the observations that match, to tell whether they were answered
   */
  public record Narrowed(CaseFile file, Bundle asked, Caveat.Narrowed caveat) {}

  /** Narrows a case that holds everything. */
  public static Narrowed of(CaseFile whole, Scope scope) {
    return new Narrowing(whole, scope).narrowed();
  }

  private Narrowed narrowed() {
    List<Instant> moments = moments();
    List<Exchange> matching = new ArrayList<>();
    Set<Exchange> elsewhere = new HashSet<>();
    for (Exchange exchange : whole.exchanges()) {
      boolean here = isAt(exchange, moments) && isFor(exchange);
      if (here && hasId(exchange)) {
        matching.add(exchange);
      }
      if (!here && exchange.failed()) {
        elsewhere.add(exchange);
      }
    }
    CaseFile file = without(elsewhere);
    List<Symptom> symptoms = symptoms(file, matching);
    return new Narrowed(
        new CaseFile(file.bundle(), file.exchanges(), symptoms),
        new NarrowedBundle(whole.bundle(), observations(matching)),
        caveat(matching, symptoms, moments));
  }

  /** The case without some failures. */
  private CaseFile without(Set<Exchange> elsewhere) {
    if (elsewhere.isEmpty()) {
      return whole;
    }
    Set<Observation> left = new HashSet<>();
    elsewhere.forEach(one -> left.addAll(one.observations()));
    Bundle bundle =
        new NarrowedBundle(
            whole.bundle(),
            whole.bundle().observations().stream().filter(one -> !left.contains(one)).toList());
    List<Exchange> exchanges =
        whole.exchanges().stream().filter(one -> !elsewhere.contains(one)).toList();
    return new CaseFile(bundle, exchanges, Symptoms.of(bundle, exchanges));
  }

  /**
   * Of a moment or host only what matches counts, also to say of how many they are. A single
   * request is looked up in its group; where it has none (a caller's echo of what a proxy knows
   * better), it stands for itself.
   */
  private List<Symptom> symptoms(CaseFile file, List<Exchange> matching) {
    Set<Observation> origins = new HashSet<>();
    matching.stream().filter(Exchange::failed).forEach(one -> origins.add(one.origin()));
    List<Symptom> groups =
        file.symptoms().stream()
            .filter(one ->
                one instanceof Symptom.RequestFailures requests
                    && requests.failures().stream().anyMatch(origins::contains))
            .toList();
    if (!scope.requestId().isEmpty() && !groups.isEmpty()) {
      return groups;
    }
    Bundle asked = new NarrowedBundle(whole.bundle(), observations(matching));
    return Symptoms.of(asked, matching).stream()
        .filter(Symptom.RequestFailures.class::isInstance)
        .toList();
  }

  private static List<Observation> observations(List<Exchange> exchanges) {
    return exchanges.stream().flatMap(one -> one.observations().stream()).toList();
  }

  private List<Instant> moments() {
    Moment at = scope.at();
    return at == null ? List.of() : at.among(times(whole.exchanges()));
  }

  /** When each of them began, as its first vantage saw it. */
  private static List<Instant> times(List<Exchange> exchanges) {
    return exchanges.stream()
        .flatMap(one -> one.observations().stream().flatMap(seen -> seen.time().stream()).limit(1))
        .toList();
  }

  /** A request that was under way at some moment of the window. */
  private boolean isAt(Exchange exchange, List<Instant> moments) {
    return scope.at() == null
        || exchange.observations().stream()
            .filter(one -> one.time().isPresent())
            .anyMatch(one ->
                moments.stream()
                    .anyMatch(moment ->
                        !one.time().get().isAfter(moment.plus(scope.within()))
                            && !one.end()
                                .orElse(one.time().get())
                                .isBefore(moment.minus(scope.within()))));
  }

  private boolean isFor(Exchange exchange) {
    return scope.host().isEmpty()
        || exchange.observations().stream()
            .anyMatch(one -> isHost(one.authority()) || isHost(one.serverName()));
  }

  private boolean isHost(String written) {
    String host = withoutPort(written.toLowerCase(Locale.ROOT));
    String asked = withoutPort(scope.host().toLowerCase(Locale.ROOT));
    return asked.startsWith("*.") ? host.endsWith(asked.substring(1)) : host.equals(asked);
  }

  private static String withoutPort(String host) {
    return host.replaceFirst(":\\d{1,5}$", "");
  }

  private boolean hasId(Exchange exchange) {
    return scope.requestId().isEmpty()
        || exchange.observations().stream()
            .anyMatch(one -> one.requestId().equalsIgnoreCase(scope.requestId()));
  }

  private Caveat.Narrowed caveat(
      List<Exchange> matching, List<Symptom> symptoms, List<Instant> moments) {
    long failed = matching.stream().filter(Exchange::failed).count();
    List<Phrase> sentences = new ArrayList<>();
    List<String> nearest = List.of();
    List<Evidence> lines = List.of();
    String asked = String.join(", ", scope.words());
    if (matching.isEmpty()) {
      sentences.add(Phrase.of("narrowed.none", "what", asked));
      nearest = nearest(moments, sentences);
    } else {
      boolean request = !scope.requestId().isEmpty();
      sentences.add(Phrase.of(request ? "narrowed.to-request" : "narrowed.to", "what", asked));
      sentences.add(Phrase.of("narrowed.matched", "requests", matching.size(), "failed", failed));
      if (request) {
        lines =
            observations(matching).stream().limit(LINES_SHOWN).map(Observation::evidence).toList();
        symptoms.stream()
            .filter(one -> one.count() > failed)
            .forEach(one ->
                sentences.add(
                    Phrase.of("narrowed.alike", "symptom", one.id(), "count", one.count())));
      }
    }
    if (!whole.bundle().tally().kept()) {
      sentences.add(Phrase.of("narrowed.sampled"));
    }
    return new Caveat.Narrowed(
        scope.words(), matching.size(), failed, nearest, List.copyOf(sentences), lines);
  }

  /** What comes nearest to the first thing asked for that nothing has. */
  private List<String> nearest(List<Instant> moments, List<Phrase> sentences) {
    List<Observation> all = whole.bundle().observations();
    String kind;
    List<String> nearest;
    if (!scope.requestId().isEmpty() && whole.exchanges().stream().noneMatch(this::hasId)) {
      kind = "request-id";
      List<String> ids =
          all.stream().map(Observation::requestId).filter(id -> !id.isEmpty()).toList();
      nearest = EditDistance.nearest(scope.requestId(), ids, NEAREST_SHOWN);
    } else if (!scope.host().isEmpty() && whole.exchanges().stream().noneMatch(this::isFor)) {
      kind = "host";
      List<String> hosts =
          all.stream().map(Observation::authority).filter(host -> !host.isEmpty()).toList();
      nearest = EditDistance.nearest(scope.host(), hosts, NEAREST_SHOWN);
    } else {
      kind = "at";
      List<Exchange> failed = whole.exchanges().stream().filter(Exchange::failed).toList();
      nearest =
          times(failed.isEmpty() ? whole.exchanges() : failed).stream()
              .sorted(
                  Comparator.comparing((Instant time) -> Moment.distance(time, moments))
                      .thenComparing(time -> time))
              .distinct()
              .limit(NEAREST_SHOWN)
              .map(Instant::toString)
              .toList();
    }
    sentences.add(
        nearest.isEmpty()
            ? Phrase.of("narrowed.nearest.none")
            : Phrase.of("narrowed.nearest." + kind, "nearest", String.join(", ", nearest)));
    return nearest;
  }
}

package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.DurationShape;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Share;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.LoadResult;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Groups failed exchanges by what their origin looked like: hop, side, status, flags, and how the
 * caller's request ended.
 */
final class RequestFailureGroups implements SymptomDetector {
  private static final int EVIDENCE_SHOWN = 3;

  /** Fewer answers that blame the caller say nothing about callers in general. */
  private static final int LEAST_REFUSED = 10;

  private record Signature(
      Hop hop,
      Side side,
      int status,
      int grpcStatus,
      String flags,
      ClientFailure failure,
      Disposition disposition) {}

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    Map<Signature, List<Observation>> groups = new LinkedHashMap<>();
    Set<Observation> scans = Scans.of(bundle);
    StartingServers servers = StartingServers.of(exchanges);
    RetriedAttempts retried = RetriedAttempts.of(bundle);
    for (Exchange exchange : exchanges) {
      if (exchange.failed()) {
        Observation origin = exchange.origin();
        Disposition disposition =
            scans.contains(origin) || servers.wasStarting(origin) || retried.cameThrough(origin)
                ? Disposition.EXPECTED
                : Dispositions.of(origin);
        groups.computeIfAbsent(signature(origin, disposition), _ -> new ArrayList<>()).add(origin);
      }
    }
    refused(exchanges, scans).forEach(groups::putIfAbsent);
    dropCallersEcho(groups);
    List<Symptom> symptoms = new ArrayList<>();
    Traffic traffic = Traffic.of(bundle);
    groups.forEach((signature, origins) -> symptoms.add(group(signature, origins, traffic)));
    // A load tool counts as failed what logs show in detail, the application's own answers
    // included.
    if (symptoms.isEmpty()) {
      symptoms.addAll(fromLoadResults(bundle));
    }
    if (symptoms.stream().noneMatch(one -> one.disposition() == Disposition.FAULTY)) {
      symptoms.addAll(CountedFailures.of(bundle));
    }
    return symptoms;
  }

  /**
   * Answers that blame the caller (4xx) are his affair, unless most callers of a vantage get them:
   * then nobody is served, whoever is to blame.
   */
  private static Map<Signature, List<Observation>> refused(
      List<Exchange> exchanges, Set<Observation> scans) {
    Map<Signature, List<Observation>> groups = new LinkedHashMap<>();
    Map<Side, long[]> answered = new EnumMap<>(Side.class);
    for (Exchange exchange : exchanges) {
      Observation last = exchange.observations().getLast();
      answered.computeIfAbsent(last.vantage().side(), _ -> new long[1])[0]++;
      if (!exchange.failed() && last.status() >= 400 && !scans.contains(last)) {
        Disposition who =
            last.details().startsWith("jwt_authn") ? Disposition.POLICY : Disposition.APPLICATION;
        groups.computeIfAbsent(signature(last, who), _ -> new ArrayList<>()).add(last);
      }
    }
    groups
        .entrySet()
        .removeIf(group -> {
          long of = answered.getOrDefault(group.getKey().side, new long[1])[0];
          int count = group.getValue().size();
          return count < LEAST_REFUSED || Share.of(count, of).compareTo(Share.MOST) > 0;
        });
    return groups;
  }

  private static Signature signature(Observation origin, Disposition disposition) {
    return new Signature(
        origin.vantage().hop(),
        origin.vantage().side(),
        origin.status(),
        origin.grpcStatus(),
        origin.flags(),
        origin.clientFailure(),
        disposition);
  }

  /**
   * A caller that logs 503 and a proxy that logs 503 with a flag speak of the same failures, even
   * where nothing joins their lines one by one; the proxy knows more.
   */
  private static void dropCallersEcho(Map<Signature, List<Observation>> groups) {
    Set<Integer> proxied = new HashSet<>();
    for (Signature signature : groups.keySet()) {
      if (signature.side != Side.CALLER && signature.disposition == Disposition.FAULTY) {
        proxied.add(signature.status);
      }
    }
    groups
        .keySet()
        .removeIf(signature ->
            signature.side == Side.CALLER
                && signature.status >= 400
                && signature.failure == ClientFailure.NONE
                && proxied.contains(signature.status));
  }

  private static Symptom group(Signature signature, List<Observation> origins, Traffic traffic) {
    List<Duration> durations = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    for (Observation one : origins) {
      one.duration().ifPresent(durations::add);
      one.time().ifPresent(times::add);
    }
    durations.sort(null);
    times.sort(null);
    long of = comparable(signature, origins, traffic);
    long count = traffic.failures(origins);
    Disposition disposition =
        Dispositions.clientsLeft(origins.getFirst(), Share.of(count, of), shape(durations))
            ? Disposition.EXPECTED
            : signature.disposition;
    return new Symptom.RequestFailures(
        "",
        disposition,
        describe(signature, count, of, durations),
        signature.hop,
        signature.side,
        signature.status,
        signature.flags,
        signature.failure,
        count,
        of,
        Share.of(count, of),
        shape(durations),
        durations.isEmpty() ? null : durations.get(durations.size() / 2),
        times.isEmpty() ? null : times.getFirst(),
        times.isEmpty() ? null : times.getLast(),
        List.copyOf(origins),
        origins.stream().limit(EVIDENCE_SHOWN).map(Observation::evidence).toList());
  }

  /** Requests at the same vantage for the same hosts; all at the vantage when hosts are unknown. */
  private static long comparable(Signature signature, List<Observation> origins, Traffic traffic) {
    Set<String> hosts = new HashSet<>();
    origins.forEach(one -> hosts.add(one.authority()));
    return traffic.requests(signature.hop, signature.side, hosts);
  }

  static DurationShape shape(List<Duration> sorted) {
    if (sorted.isEmpty()) {
      return DurationShape.UNKNOWN;
    }
    Duration median = sorted.get(sorted.size() / 2);
    Duration high = sorted.get((int) (sorted.size() * 0.9));
    if (high.toMillis() <= 50) {
      return DurationShape.IMMEDIATE;
    }
    Duration low = sorted.get(sorted.size() / 10);
    boolean narrow = high.minus(low).toMillis() <= 0.04 * median.toMillis();
    return narrow && median.toMillis() >= 1_000 ? DurationShape.CONSTANT : DurationShape.SPREAD;
  }

  private static Phrase describe(
      Signature signature, long count, long of, List<Duration> durations) {
    return Phrase.of(
        of > 0 ? "symptom.requests.share" : "symptom.requests",
        "count",
        count,
        "of",
        of,
        "how",
        how(signature),
        "side",
        signature.side.name().toLowerCase(Locale.ROOT),
        "hop",
        signature.hop.id(),
        "median",
        durations.isEmpty() ? "?" : durations.get(durations.size() / 2).toMillis() + " ms");
  }

  private static String how(Signature signature) {
    if (signature.failure != ClientFailure.NONE) {
      String ending = signature.failure.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return signature.status > 0 ? signature.status + " " + ending : ending;
    }
    String grpc = signature.grpcStatus < 0 ? "" : " gRPC " + signature.grpcStatus;
    return signature.status + grpc + (signature.flags.isEmpty() ? "" : " " + signature.flags);
  }

  /** A tool that counts failures without naming one leaves them unnamed. */
  private static ClientFailure unanswered(LoadResult result) {
    return result.failure() == ClientFailure.NONE ? ClientFailure.OTHER : result.failure();
  }

  private static List<Symptom> fromLoadResults(Bundle bundle) {
    List<Symptom> symptoms = new ArrayList<>();
    for (LoadResult result : bundle.loadResults()) {
      if (result.failed() > 0) {
        String worst =
            result.codes().entrySet().stream()
                .filter(code -> !code.getKey().startsWith("2"))
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse("");
        int status = worst.matches("[1-5][0-9][0-9]") ? Integer.parseInt(worst) : -1;
        ClientFailure failure = status > 0 ? ClientFailure.NONE : unanswered(result);
        Signature signature =
            new Signature(Hop.CLIENT, Side.CALLER, status, -1, "", failure, Disposition.FAULTY);
        List<Evidence> evidence = List.of(result.evidence());
        symptoms.add(
            new Symptom.RequestFailures(
                "",
                Disposition.FAULTY,
                describe(signature, result.failed(), result.requests(), List.of()),
                Hop.CLIENT,
                Side.CALLER,
                status,
                "",
                failure,
                result.failed(),
                result.requests(),
                Share.of(result.failed(), result.requests()),
                DurationShape.UNKNOWN,
                null,
                null,
                null,
                List.of(),
                evidence));
      }
    }
    return symptoms;
  }
}

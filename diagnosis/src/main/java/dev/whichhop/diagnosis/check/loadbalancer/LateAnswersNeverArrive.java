package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The gateway answered requests that their callers never got an answer to, each after more silence
 * than the listener's idle timeout; callers got what was answered sooner. While an answer is being
 * worked on, a flow is as idle as between two requests.
 */
final class LateAnswersNeverArrive implements Check {
  private static final int LEAST = 2;

  @Override
  public String id() {
    return "late-answers-never-arrive";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.AWS_ATTRIBUTES);
  }

  /** A caller's view of a request and the gateway's. */
  private record Pair(Observation call, Observation line) {

    /** Until the first byte of the answer. */
    Duration silence() {
      return line.upstreamTime().or(line::duration).orElse(Duration.ZERO);
    }

    /** The caller was still waiting when the gateway answered. */
    boolean lost() {
      boolean waited =
          call.duration().isEmpty()
              || line.duration().isEmpty()
              || call.duration().get().compareTo(line.duration().get()) > 0;
      return waited
          && switch (call.clientFailure()) {
            case TIMEOUT, RESET, EMPTY_REPLY -> true;
            case NONE, REFUSED, CONNECT_TIMEOUT, UNREACHABLE, DNS, TLS, PARTIAL, HTTP2, OTHER ->
                false;
          };
    }
  }

  @Override
  public Answer look(CaseFile file) {
    Duration timeout = FailsOnlyPastIdleTimeout.timeout(file.bundle());
    List<Pair> pairs = pairs(file);
    List<Pair> lost = pairs.stream().filter(Pair::lost).toList();
    List<Pair> delivered = pairs.stream().filter(one -> one.call.succeeded()).toList();
    if (lost.size() < LEAST || delivered.size() < LEAST) {
      return Answer.blind("gateway-access-log");
    }
    boolean apart =
        lost.stream().allMatch(one -> one.silence().compareTo(timeout) >= 0)
            && delivered.stream().allMatch(one -> one.silence().compareTo(timeout) <= 0);
    if (!apart) {
      return Answer.absent(lost.getFirst().line.place().file(), "the answers of the gateway");
    }
    List<Evidence> evidence = new ArrayList<>();
    for (Pair one : lost.subList(0, LEAST)) {
      evidence.add(one.call.evidence());
      evidence.add(one.line.evidence());
    }
    return Answer.found(
        lost.getFirst().call.vantage().instance(),
        evidence,
        "count",
        lost.size(),
        "timeout",
        timeout.toSeconds(),
        "delivered",
        delivered.size());
  }

  /**
   * By request id; else by a path that stands once in the callers' and once in the gateway's log.
   */
  private static List<Pair> pairs(CaseFile file) {
    Map<String, List<Observation>> byPath = new HashMap<>();
    for (Observation one : file.bundle().observations()) {
      Side side = one.vantage().side();
      if ((side == Side.CALLER || side == Side.GATEWAY) && !one.path().isEmpty()) {
        byPath.computeIfAbsent(one.path(), _ -> new ArrayList<>(2)).add(one);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (Exchange exchange : file.exchanges()) {
      List<Observation> views = exchange.observations();
      Observation call = views.getFirst();
      if (call.vantage().side() != Side.CALLER) {
        continue;
      }
      List<Observation> same = byPath.getOrDefault(call.path(), List.of());
      List<Observation> candidates = views.size() > 1 || same.size() != 2 ? views : same;
      candidates.stream()
          .filter(one -> one.vantage().side() == Side.GATEWAY)
          .filter(one -> one.clientFailure() == ClientFailure.NONE && one.succeeded())
          .findFirst()
          .ifPresent(line -> pairs.add(new Pair(call, line)));
    }
    return pairs;
  }
}

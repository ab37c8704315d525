package dev.whichhop.diagnosis.symptom;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many requests each vantage saw for each host. Where not all were kept, the kept ones stand
 * for all: their hosts are those of all requests in proportion.
 */
final class Traffic {
  private record Vantage(Hop hop, Side side) {}

  /** Requests of one vantage; others are those that did not fail. */
  private static final class Seen {
    private final Map<String, long[]> failedByHost = new HashMap<>();
    private final Map<String, long[]> othersByHost = new HashMap<>();
    private long failed;
    private long others;
    private long tallied;
  }

  /** What {@link Tally} tells failures apart by. */
  private record Kind(
      Hop hop, Side side, int status, int grpcStatus, String flags, ClientFailure failure) {}

  private final Map<Vantage, Seen> seen = new HashMap<>();

  /** Failures of each kind: kept ones and all. */
  private final Map<Kind, long[]> failures = new HashMap<>();

  private Traffic() {}

  static Traffic of(Bundle bundle) {
    Traffic traffic = new Traffic();
    for (Observation one : bundle.observations()) {
      Seen at = traffic.at(one.vantage().hop(), one.vantage().side());
      (one.failed() ? at.failedByHost : at.othersByHost)
          .computeIfAbsent(one.authority(), _ -> new long[1])[0]++;
      if (one.failed()) {
        at.failed++;
        traffic.failures(kind(one))[0]++;
      } else {
        at.others++;
      }
    }
    for (Tally.Line line : bundle.tally().lines()) {
      traffic.at(line.hop(), line.side()).tallied += line.count();
      Kind kind =
          new Kind(
              line.hop(),
              line.side(),
              line.status(),
              line.grpcStatus(),
              line.flags(),
              line.clientFailure());
      if (traffic.failures.containsKey(kind)) {
        traffic.failures(kind)[1] += line.count();
      }
    }
    return traffic;
  }

  private Seen at(Hop hop, Side side) {
    return seen.computeIfAbsent(new Vantage(hop, side), _ -> new Seen());
  }

  private static Kind kind(Observation one) {
    return new Kind(
        one.vantage().hop(),
        one.vantage().side(),
        one.status(),
        one.grpcStatus(),
        one.flags(),
        one.clientFailure());
  }

  private long[] failures(Kind kind) {
    return failures.computeIfAbsent(kind, _ -> new long[2]);
  }

  /** How many failures some kept ones of the same kind stand for. */
  long failures(List<Observation> kept) {
    long[] counts = failures(kind(kept.getFirst()));
    return counts[1] <= counts[0]
        ? kept.size()
        : Math.round((double) kept.size() * counts[1] / counts[0]);
  }

  /** Requests at a vantage for the hosts. */
  long requests(Hop hop, Side side, Set<String> hosts) {
    Seen at = at(hop, side);
    long failed = 0;
    long others = 0;
    for (String host : hosts) {
      failed += at.failedByHost.getOrDefault(host, new long[1])[0];
      others += at.othersByHost.getOrDefault(host, new long[1])[0];
    }
    long allOthers = at.tallied - at.failed;
    if (allOthers <= at.others) {
      return failed + others;
    }
    return at.others == 0
        ? at.tallied
        : failed + Math.round((double) others * allOthers / at.others);
  }
}

package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Connections were accepted and stayed open for long without a byte in either direction. A request
 * that has a method was read, so it is none of them.
 */
final class ConnectionsHangWithoutBytes implements Check {
  /** Long enough that a person or a client gives up; shorter waits are ordinary. */
  private static final Duration LONG = Duration.ofSeconds(5);

  @Override
  public String id() {
    return "connections-hang-without-bytes";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> connections =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() != Side.SERVER)
            .filter(one -> one.status() <= 0 && one.method().isEmpty())
            .toList();
    if (connections.isEmpty()) {
      return Answer.blind("gateway-access-log");
    }
    List<Observation> hung =
        connections.stream()
            .filter(one -> one.duration().orElse(Duration.ZERO).compareTo(LONG) >= 0)
            .filter(one ->
                one.clientFailure() == ClientFailure.TIMEOUT
                    || one.bytesReceived() == 0 && one.bytesSent() == 0)
            .toList();
    boolean unknown =
        connections.stream()
            .anyMatch(
                one -> one.clientFailure() == ClientFailure.TIMEOUT && one.duration().isEmpty());
    if (hung.isEmpty() && unknown) {
      return Answer.blind("gateway-access-log");
    }
    return hung.isEmpty()
        ? Answer.absent(connections.getFirst().place().file(), "the connections")
        : Answer.found(
            hung.getFirst().vantage().instance(),
            hung.stream().limit(3).map(Observation::evidence).toList(),
            "count",
            hung.size());
  }
}

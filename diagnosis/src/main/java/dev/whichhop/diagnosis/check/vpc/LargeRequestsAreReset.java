package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * Resets hit the large transfers: the smallest that was reset is larger than nine of ten that went
 * through.
 */
final class LargeRequestsAreReset implements Check {
  private static final int ENOUGH = 3;

  /**
   * Bytes that go out before the first acknowledgement: ten segments of 1460 (RFC 6928). Nothing of
   * so small a transfer can be outside the window that connection tracking expects.
   */
  private static final long FIRST_WINDOW = 14_600;

  @Override
  public String id() {
    return "only-large-transfers-are-reset";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> sized =
        file.bundle().observations().stream().filter(one -> size(one) >= 0).toList();
    List<Observation> reset =
        sized.stream()
            .filter(one ->
                one.hasFlag("UC")
                    || one.clientFailure() == ClientFailure.RESET
                    || one.clientFailure() == ClientFailure.PARTIAL)
            .toList();
    List<Long> passed =
        sized.stream()
            .filter(Observation::succeeded)
            .map(LargeRequestsAreReset::size)
            .sorted()
            .toList();
    if (reset.isEmpty() || passed.size() < ENOUGH) {
      return Answer.blind("sidecar-access-log");
    }
    long smallest = reset.stream().mapToLong(LargeRequestsAreReset::size).min().orElse(0);
    return reset.size() >= ENOUGH
            && smallest > FIRST_WINDOW
            && smallest > passed.get(passed.size() * 9 / 10)
        ? Answer.found(
            reset.getFirst().vantage().instance(),
            reset.stream().limit(2).map(Observation::evidence).toList(),
            "bytes",
            smallest)
        : Answer.absent(reset.getFirst().place().file(), "the transfers");
  }

  /** What passed of it; the body of a failure that a proxy answers itself passed nowhere. */
  private static long size(Observation one) {
    boolean ownAnswer = one.status() >= 500 && !one.flags().isEmpty();
    return ownAnswer ? one.bytesReceived() : Math.max(one.bytesReceived(), one.bytesSent());
  }
}

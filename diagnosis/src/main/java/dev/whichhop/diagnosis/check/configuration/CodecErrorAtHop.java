package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A proxy could not decode what it was sent (flags DPE, UPE; details {@code http1.codec_error},
 * {@code http2.…}): the peers do not speak the protocol that the port is declared to have. Lines at
 * a gateway's front door (DPE) tell of clients, scanners and PROXY headers, not of the mesh; those
 * and header limits are looked at elsewhere.
 */
final class CodecErrorAtHop implements Check {
  /** What Envoy's router says to the caller (istio-envoy facts 2.3). */
  private static final String ANSWER = "reset reason: protocol error";

  @Override
  public String id() {
    return "codec-error";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    Optional<Answer> preface = preface(file);
    if (preface.isPresent()) {
      return preface.get();
    }
    List<Observation> all = file.bundle().observations();
    List<Observation> lines =
        all.stream()
            .filter(one -> one.vantage().side() != Side.CALLER || one.body().contains(ANSWER))
            .toList();
    if (lines.isEmpty()) {
      return Answer.blind("sidecar-access-log");
    }
    // One line that never got as far as a cluster does not tell whose it is.
    boolean alone = lines.size() == 1 && lines.getFirst().upstreamCluster().isEmpty();
    List<Observation> broken =
        lines.stream()
            .filter(one ->
                one.hasFlag("UPE")
                    || one.body().contains(ANSWER)
                    || (one.hasFlag("DPE") && one.vantage().side() != Side.GATEWAY && !alone))
            .filter(one -> one.status() != 431)
            .filter(one -> !one.downstreamLocalAddress().endsWith(":15021"))
            .toList();
    if (broken.isEmpty() || (broken.size() < 2 && lines.size() > 1)) {
      return Answer.absent(lines.getFirst().place().file(), "the proxies");
    }
    Observation first = broken.getFirst();
    return new Answer.Found(
        first.downstreamLocalAddress(),
        first.vantage().hop(),
        Map.of(
            "count",
            String.valueOf(broken.size()),
            "details",
            first.details().isEmpty() ? first.flags() : first.details()),
        broken.stream().limit(3).map(Observation::evidence).toList());
  }

  /** A server of HTTP/2 that was sent something else, or the other way round. */
  private static Optional<Answer> preface(CaseFile file) {
    return told(file, "http2-preface-not-understood", "PRI * HTTP/2")
        .or(() -> told(file, "http2-preface-missing", "HTTP/1.1"));
  }

  /**
   * A server of HTTP/1.1 takes the preface of HTTP/2 for a bad request line, says so and closes,
   * and one of HTTP/2 misses it; the proxy before it sees only the close. One such line among many
   * failures is a scanner's.
   */
  private static Optional<Answer> told(CaseFile file, String signal, String sent) {
    Signal said = file.bundle().signal(signal);
    List<Observation> closed = file.failures().stream().filter(one -> one.hasFlag("UC")).toList();
    if (!said.seen() || closed.isEmpty() || 2 * said.count() < closed.size()) {
      return Optional.empty();
    }
    Observation first = closed.getFirst();
    return Optional.of(
        new Answer.Found(
            first.downstreamLocalAddress(),
            first.vantage().hop(),
            Map.of("count", String.valueOf(closed.size()), "details", sent),
            said.evidence(3)));
  }
}

package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The peer of an HTTP/2 connection refused streams ({@code REFUSED_STREAM}, RFC 9113 section 8.7):
 * Envoy says {@code remote_refused_stream_reset} (http/utility.cc), clients name the code. A peer
 * does so when more streams are open than its SETTINGS_MAX_CONCURRENT_STREAMS, or on shutdown.
 */
final class StreamsRefused implements Check {

  @Override
  public String id() {
    return "streams-refused";
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
    List<Observation> said = file.failures().stream().filter(StreamsRefused::says).toList();
    if (!said.isEmpty()) {
      Observation first = said.getFirst();
      return new Answer.Found(
          first.authority(),
          first.vantage().hop() == Hop.GATEWAY ? Hop.GATEWAY : null,
          Phrase.of("", "count", said.size()).values(),
          said.stream().limit(3).map(Observation::evidence).toList());
    }
    Signal words = file.bundle().signal("stream-refused");
    if (words.seen()) {
      return Answer.found("", words.evidence(3), "count", words.count());
    }
    return file.bundle().observations().isEmpty()
        ? Answer.blind("sidecar-access-log")
        : Answer.absent("the failures", "the failures");
  }

  static boolean says(Observation one) {
    String all = one.details() + " " + one.transportFailure() + " " + one.body();
    String folded = all.toLowerCase(Locale.ROOT).replace('_', ' ');
    return folded.contains("refused stream");
  }
}

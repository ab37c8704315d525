package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request or answer was refused for its headers: 431, or the codec's own words. Envoy's limits
 * are 60 KiB and 100 headers (istio-envoy facts section 2.3); it decides before routing, so its
 * line has no upstream. With an upstream the 431 came from the application. An answer over the
 * limit is a protocol error to the caller (502 UPE); that it was the headers, only the proxy's own
 * log at debug level says.
 */
final class RefusedForHeaders implements Check {
  /** Envoy source/common/http/http1/codec_impl.cc and http2/codec_impl.cc. */
  private static final List<String> LITERALS =
      List.of(
          "headers_too_large",
          "too_many_headers",
          "headers size exceeds limit",
          "headers count exceeds limit",
          "trailers size exceeds limit",
          "upstream sent too big header while reading response header");

  @Override
  public String id() {
    return "refused-for-headers";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> refused =
        file.failures().stream().filter(RefusedForHeaders::refused).toList();
    if (!refused.isEmpty()) {
      Observation first = refused.getFirst();
      boolean atProxy = first.vantage().hop() != Hop.CLIENT;
      boolean passedOn = atProxy && !first.upstreamHost().isEmpty() && !says(first);
      return new Answer.Found(
          first.authority().isEmpty() ? first.serverName() : first.authority(),
          passedOn ? Hop.APP : atProxy ? first.vantage().hop() : null,
          Phrase.of("", "count", refused.size(), "hop", first.vantage().hop().id()).values(),
          refused.stream().limit(3).map(Observation::evidence).toList());
    }
    Optional<Symptom.RequestFailures> undecoded =
        file.faultyRequests().stream()
            .filter(group -> group.hasFlag("UPE") || group.hasFlag("DPE"))
            .findFirst();
    Signal told = file.bundle().signal("header-limit-exceeded");
    if (told.seen() && undecoded.isPresent()) {
      Hop hop = undecoded.get().hop();
      List<Evidence> evidence = new ArrayList<>(told.evidence(2));
      evidence.addAll(undecoded.get().evidence());
      return new Answer.Found(
          undecoded.get().failures().getFirst().authority(),
          hop,
          Phrase.of("", "count", undecoded.get().count(), "hop", hop.id()).values(),
          evidence);
    }
    return file.bundle().observations().isEmpty()
        ? Answer.blind("gateway-access-log")
        : Answer.absent("the failures", "the failures");
  }

  private static boolean refused(Observation one) {
    return one.status() == 431 || says(one);
  }

  private static boolean says(Observation one) {
    return LITERALS.stream()
        .anyMatch(literal ->
            one.details().contains(literal)
                || one.transportFailure().contains(literal)
                || one.body().contains(literal));
  }
}

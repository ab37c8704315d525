package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * Requests without a route came over HTTP/2 connections whose TLS server name is another host than
 * the one asked for: the client reused a connection because the certificate covers both.
 */
final class ConnectionReusedForOtherHost implements Check {

  @Override
  public String id() {
    return "connection-reused-for-other-host";
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
    List<Observation> named =
        file.bundle().observations().stream()
            .filter(one -> !one.serverName().isEmpty())
            // Sidecars put the name of the cluster there.
            .filter(one -> !one.serverName().startsWith("outbound_"))
            .toList();
    if (named.isEmpty()) {
      return Answer.blind("gateway-access-log");
    }
    List<Observation> foreign =
        named.stream()
            .filter(one -> one.hasFlag("NR") || one.status() == 421)
            .filter(one -> one.protocol().equals("HTTP/2") || one.protocol().equals("HTTP/3"))
            .filter(one -> !Addresses.host(one.authority()).equalsIgnoreCase(one.serverName()))
            .toList();
    return foreign.isEmpty()
        ? Answer.absent(named.getFirst().place().file(), "the gateway")
        : Answer.found(
            foreign.getFirst().authority(),
            foreign.stream().limit(3).map(Observation::evidence).toList(),
            "count",
            foreign.size(),
            "host",
            foreign.getFirst().authority(),
            "sni",
            foreign.getFirst().serverName());
  }
}

package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class TlsChecks {
  private TlsChecks() {}

  public static List<Check> all() {
    return List.of(
        new TlsListenerToTlsTargets(),
        new NoFilterChainAtGateway(),
        new NoFilterChainAtSidecar(),
        new RejectedConnectionsAreProbes(),
        new StrictMutualTls(),
        new FailuresBeginWithStrictMutualTls(),
        new PodAddressesFailServiceAddressesWork(),
        new PeerSpeaksPlainText(),
        new RuleDemandsTlsOfHost(),
        new CertificateExpired(),
        new GatewayCertificateEnded(),
        new CallersFindCertificateEnded(),
        new FailingCallerWithoutSidecar(),
        new RuleDisablesTlsOfHost());
  }
}

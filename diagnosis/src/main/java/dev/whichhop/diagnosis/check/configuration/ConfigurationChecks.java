package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class ConfigurationChecks {
  private ConfigurationChecks() {}

  public static List<Check> all() {
    return List.of(
        new RouteNamesMissingSubset(),
        new SeveralDestinationRulesForHost(),
        new SubsetOnlyInOneOfSeveralRules(),
        new RuleCoversKnativeHosts(),
        new SidecarScopeHidesHost(),
        new RequestsBlockedAtEgress(),
        new OutboundPolicyIsRegistryOnly(),
        new PortNameHidesProtocol(),
        new ClusterSpeaksOtherProtocol(),
        new CodecErrorAtHop(),
        new SamePortAnswersBetweenFailures(),
        new HeadlessServiceByAddress(),
        new ConnectionReusedForOtherHost(),
        new GatewaysShareCertificate(),
        new GatewaySelectsNoPod(),
        new ProxyBeyondSupportedSkew(),
        new FailuresOnlyAtSkewedProxies(),
        new FailuresBeginWithNewIstiod(),
        new ProxyRejectsConfiguration(),
        new ConfigurationUnknownToProxy());
  }
}

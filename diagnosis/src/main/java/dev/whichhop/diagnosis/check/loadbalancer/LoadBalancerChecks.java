package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class LoadBalancerChecks {
  private LoadBalancerChecks() {}

  public static List<Check> all() {
    return List.of(
        new FailsOnlyPastIdleTimeout(),
        new ConnectionsEndAtIdleTimeout(),
        new ResetWhenFlowResumes(),
        BalancerCounter.RESETS,
        BalancerCounter.PORT_ALLOCATION,
        new FlowsNearLimitOfTarget(),
        new ListenerEndsTls(),
        BalancerCounter.CLIENT_TLS,
        BalancerCounter.TARGET_TLS,
        new CallersRejectCertificate(),
        new ListenerCertificateUnfit(),
        new HandshakeFindsNoCommonProtocol(),
        new CrossZoneDisabled(),
        new ZoneWithoutHealthyTarget(),
        new FailuresAtOneBalancerAddress(),
        new NoTargetInService(),
        new SamePortAtTwoAddresses(),
        new GatewayListenerWithoutKeepalive(),
        new ClientAddressPreserved(),
        new CallerNodeIsTarget(),
        new FlowReturnsToItsSender(),
        new InstanceOnCallersNodeWithoutLine(),
        new FailureShareIsOneTarget(),
        new UnhealthyTargetHasEndpoint(),
        new TargetInServiceWithoutEndpoint(),
        new NodeWithoutEndpointIsSilent(),
        new ExternalTrafficPolicyLocal(),
        new TargetsArePods(),
        new KubeProxyDoesNotKnowItsNode(),
        new HealthPortCountsNoEndpoint(),
        new TargetPortIsNoNodePort(),
        new LoadBalancerSyncFailed(),
        new BalancerSendsToEndedTarget(),
        new ProxyHeaderRejected(),
        new ProxyProtocolOnOneSide(),
        new NoListenerForPort(),
        new OnlyTrafficPortUnhealthy(),
        new ServerFirstPortInspected(),
        new ConnectionsHangWithoutBytes(),
        new CallersMissGreeting(),
        new FailuresNeverReachedGateway(),
        new LateAnswersNeverArrive(),
        new LongCallsAreLost(),
        new FailuresFollowDeregistration(),
        new FailuresFollowNewTargets(),
        new FailuresPrecedeTargetFailing());
  }
}

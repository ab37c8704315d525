package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class VpcChecks {
  private VpcChecks() {}

  public static List<Check> all() {
    return List.of(
        new SecurityGroupLacksSource(),
        new FlowLogRejects(),
        new SecurityGroupRuleRevoked(),
        new BalancerSecurityGroupBlocks(),
        new OnlySecondaryInterfaceFails(),
        new SourceDestinationCheckDiffers(),
        new PacketLeavesByWrongInterface(),
        new MartianPackets(),
        new ReversePathFilterStrict(),
        new SynAckUnanswered(),
        new HandshakeAnsweredByOtherAddress(),
        new OnlyOutsideCallersFail(),
        new AcceptedWithoutAnswer(),
        new ConntrackCountsInvalid(),
        new InvalidPacketsPass(),
        new SegmentPastTranslation(),
        new ConntrackTableFull(),
        new IdleLongerThanConntrackTimeout(),
        new TrackingShorterThanIdleTimeout(),
        new FailsOnlyPastTrackingTimeout(),
        new SilentWhenFlowResumes(),
        new LargeRequestsAreReset());
  }
}

package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** CloudTrail has a call that took an ingress rule away shortly before the failures began. */
final class SecurityGroupRuleRevoked implements Check {
  /** Rules take effect at once; the first failure may come with the next call. */
  private static final Duration BEFORE = Duration.ofMinutes(10);

  @Override
  public String id() {
    return "security-group-rule-revoked";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Node> events = new ArrayList<>(file.bundle().aws("CloudTrailEvents"));
    events.addAll(file.bundle().aws("Events"));
    if (events.isEmpty()) {
      return Answer.blind("cloudtrail");
    }
    Optional<Instant> first =
        file.failures().stream().flatMap(one -> one.time().stream()).min(Comparator.naturalOrder());
    for (Node event : events) {
      Node name = event.any("eventName", "EventName");
      Node time = event.any("eventTime", "EventTime");
      if (!name.textOrEmpty().equals("RevokeSecurityGroupIngress")) {
        continue;
      }
      Optional<Instant> revoked = KubernetesObject.instant(time);
      boolean shortlyBefore =
          first.isEmpty()
              || revoked.isEmpty()
              || !revoked.get().isAfter(first.get())
                  && Duration.between(revoked.get(), first.get()).compareTo(BEFORE) <= 0;
      if (shortlyBefore) {
        return Answer.found(
            event.at("requestParameters", "groupId").text().orElse("a security group"),
            List.of(name.evidence()),
            "time",
            time.textOrEmpty(),
            "group",
            event.at("requestParameters", "groupId").text().orElse("<group>"));
      }
    }
    return Answer.absent(events.getFirst().place().file(), "the security groups");
  }
}

package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Each address of the load balancer sends to targets of its own zone only. A target group that says
 * so itself overrides the load balancer (aws facts 5.2).
 */
final class CrossZoneDisabled implements Check {
  private static final String KEY = "load_balancing.cross_zone.enabled";
  private static final List<String> ANNOTATIONS =
      List.of(
          "service.beta.kubernetes.io/aws-load-balancer-attributes",
          "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes");

  @Override
  public String id() {
    return "cross-zone-disabled";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.AWS_ATTRIBUTES, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Evidence> ofGroups = new ArrayList<>();
    List<Evidence> ofBalancers = new ArrayList<>();
    for (AttributeSet attributes : file.bundle().awsAttributes()) {
      boolean group = attributes.kind() == AttributeSet.Kind.TARGET_GROUP;
      (group ? ofGroups : ofBalancers).addAll(attributes.evidence(KEY));
    }
    for (KubernetesObject service : file.bundle().objects("Service")) {
      for (String name : ANNOTATIONS) {
        Node annotation = service.root().at("metadata", "annotations").get(name);
        for (String pair : annotation.textOrEmpty().split(",", -1)) {
          if (pair.strip().startsWith(KEY + "=")) {
            boolean group = name.contains("target-group");
            (group ? ofGroups : ofBalancers).add(new Evidence(annotation.place(), pair.strip()));
          }
        }
      }
    }
    if (ofGroups.isEmpty() && ofBalancers.isEmpty()) {
      return Answer.blind("load-balancer-attributes");
    }
    Optional<Evidence> disabled = first(ofGroups, "=false");
    boolean overridden = !ofGroups.isEmpty() && first(ofGroups, "=use_").isEmpty();
    if (disabled.isEmpty() && !overridden) {
      disabled = first(ofBalancers, "=false");
    }
    boolean known = overridden || !ofBalancers.isEmpty();
    return disabled.isPresent()
        ? Answer.found("the load balancer", List.of(disabled.get()))
        : known
            ? Answer.absent("attributes", "the load balancer")
            : Answer.blind("load-balancer-attributes");
  }

  private static Optional<Evidence> first(List<Evidence> values, String part) {
    return values.stream().filter(one -> one.text().contains(part)).findFirst();
  }
}

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
import java.util.Set;

/**
 * A target group keeps the client's address. Read, never inferred: AWS documents two different
 * defaults (aws facts 5.2).
 */
final class ClientAddressPreserved implements Check {
  private static final String KEY = "preserve_client_ip.enabled";
  private static final String ANNOTATION =
      "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes";

  @Override
  public String id() {
    return "client-address-preserved";
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
    List<Evidence> values = new ArrayList<>();
    for (AttributeSet attributes : file.bundle().awsAttributes()) {
      values.addAll(attributes.evidence(KEY));
    }
    for (KubernetesObject service : file.bundle().objects("Service")) {
      Node annotation = service.root().at("metadata", "annotations").get(ANNOTATION);
      for (String pair : annotation.textOrEmpty().split(",", -1)) {
        if (pair.strip().startsWith(KEY + "=")) {
          values.add(new Evidence(annotation.place(), pair.strip()));
        }
      }
    }
    if (values.isEmpty()) {
      return Answer.blind("target-group-attributes");
    }
    return values.stream()
        .filter(one -> one.text().endsWith("=true"))
        .findFirst()
        .map(one -> Answer.found("the target group", List.of(one)))
        .orElseGet(() -> Answer.absent(values.getFirst().place().file(), "the target group"));
  }
}

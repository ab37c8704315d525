package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A DestinationRule with a wildcard host, or with the name of a revision's Service, applies to
 * hosts that Knative made, and a setting of it can fail requests in the way they fail. Knative
 * itself makes no such rule (knative facts, section 5).
 */
final class RuleCoversKnativeHosts implements Check {
  /** Revision names that Knative makes end in a generation of five digits. */
  private static final Pattern GENERATED = Pattern.compile("^[a-z0-9-]+-\\d{5}\\.");

  @Override
  public String id() {
    return "rule-covers-knative-hosts";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> rules = file.bundle().objects("DestinationRule");
    Collection<Revision> revisions = Revisions.of(file.bundle());
    List<Observation> failures =
        file.failures().stream()
            .filter(one -> !Hosts.ofCluster(one.upstreamCluster()).isEmpty())
            .filter(one ->
                GENERATED.matcher(Hosts.ofCluster(one.upstreamCluster())).find()
                    || revisions.stream().anyMatch(revision -> ofService(revision, one)))
            .toList();
    if (rules.isEmpty()) {
      return Answer.blind("destinationrules");
    }
    if (failures.isEmpty()) {
      return Answer.blind(revisions.isEmpty() ? "knative-objects" : "gateway-access-log");
    }
    for (KubernetesObject rule : rules) {
      Node host = rule.spec().get("host");
      List<Observation> covered =
          failures.stream()
              .filter(one -> covers(host.textOrEmpty(), Hosts.ofCluster(one.upstreamCluster())))
              .toList();
      if (covered.isEmpty()) {
        continue;
      }
      for (Node setting : settings(rule, covered.getFirst())) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(host.evidence());
        evidence.add(setting.evidence());
        evidence.add(covered.getFirst().evidence());
        return Answer.found(
            rule.reference(),
            evidence,
            "host",
            host.textOrEmpty(),
            "count",
            covered.size(),
            "setting",
            setting.evidence().text());
      }
    }
    return Answer.absent("DestinationRules", "Knative's hosts");
  }

  private static boolean ofService(Revision revision, Observation one) {
    return Hosts.ofCluster(one.upstreamCluster())
        .startsWith(
            revision.name()
                + "."
                + (revision.namespace().isEmpty() ? "" : revision.namespace() + "."));
  }

  /** {@code *.local}, {@code *.svc.cluster.local}, {@code *}, or the very name. */
  private static boolean covers(String rule, String host) {
    return rule.equals(host)
        || rule.equals("*")
        || rule.startsWith("*.") && host.endsWith(rule.substring(1));
  }

  /** Settings of the rule that can produce the flag of the failure: istio-envoy facts 2.2. */
  private static List<Node> settings(KubernetesObject rule, Observation failure) {
    String key =
        failure.hasFlag("UO")
            ? "connectionPool"
            : failure.hasFlag("UH")
                ? "outlierDetection"
                : failure.hasFlag("UF") || failure.hasFlag("UC") ? "tls" : "";
    return key.isEmpty()
        ? List.of()
        : rule.spec().below(key).stream().map(RuleCoversKnativeHosts::scalar).toList();
  }

  /** The first value below, which is more to look at than a block. */
  private static Node scalar(Node block) {
    Node node = block;
    while (!node.entries().isEmpty()) {
      node = node.entries().values().iterator().next();
    }
    return node;
  }
}

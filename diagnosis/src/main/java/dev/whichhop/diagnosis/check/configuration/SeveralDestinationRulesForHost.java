package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Two DestinationRules apply to the same failing host. In one namespace they are merged and the
 * later one's traffic policy is dropped; over namespaces the first found wins and nothing is
 * inherited (istio-envoy facts F15, F16).
 */
final class SeveralDestinationRulesForHost implements Check {

  @Override
  public String id() {
    return "several-destinationrules-for-host";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> rules = file.bundle().objects("DestinationRule");
    if (rules.isEmpty()) {
      return Answer.blind("destinationrules");
    }
    Set<String> failing = Hosts.failing(file.faultyRequests());
    // Of thousands of rules a few are for a failing host, and only those are compared.
    rules = rules.stream().filter(rule -> isForAny(rule, failing)).toList();
    for (int i = 0; i < rules.size(); i++) {
      for (int j = i + 1; j < rules.size(); j++) {
        KubernetesObject first = rules.get(i);
        KubernetesObject second = rules.get(j);
        String host = host(first);
        boolean both = competes(first, second);
        boolean differ = !values(first).equals(values(second)) || subsetsDiffer(first, second);
        boolean relevant =
            failing.stream()
                .anyMatch(one -> Hosts.same(host, one) && Hosts.same(host(second), one));
        if (both && differ && relevant) {
          return Answer.found(
              host,
              List.of(first.spec().get("host").evidence(), second.spec().get("host").evidence()),
              "first",
              first.reference(),
              "second",
              second.reference());
        }
      }
    }
    return Answer.absent("DestinationRule", "the failing hosts");
  }

  private static boolean isForAny(KubernetesObject rule, Set<String> failing) {
    String host = host(rule);
    return failing.stream().anyMatch(one -> Hosts.same(host, one));
  }

  /**
   * For one host, or for all hosts and one of them from another namespace: within a namespace the
   * most specific host wins, and rules of the root namespace come last.
   */
  private static boolean competes(KubernetesObject first, KubernetesObject second) {
    if (!host(first).startsWith("*") && !host(second).startsWith("*")) {
      return Hosts.same(host(first), host(second));
    }
    KubernetesObject wide = host(first).startsWith("*") ? first : second;
    return host(first).equals(host(second))
        || (!first.namespace().equals(second.namespace())
            && !wide.namespace().equals("istio-system"));
  }

  /** Subsets are merged in one namespace and not across namespaces. */
  private static boolean subsetsDiffer(KubernetesObject first, KubernetesObject second) {
    return !first.namespace().equals(second.namespace()) && !subsets(first).equals(subsets(second));
  }

  private static Set<String> subsets(KubernetesObject rule) {
    return rule.spec().get("subsets").items().stream()
        .map(one -> one.get("name").textOrEmpty())
        .collect(Collectors.toSet());
  }

  /** The traffic policy without its places: path and value of every scalar. */
  private static Map<String, String> values(KubernetesObject rule) {
    Map<String, String> values = new TreeMap<>();
    collect("", rule.spec().get("trafficPolicy"), values);
    return values;
  }

  private static void collect(String path, Node node, Map<String, String> into) {
    node.text().ifPresent(text -> into.put(path, text));
    node.entries().forEach((key, value) -> collect(path + "." + key, value, into));
    for (int i = 0; i < node.items().size(); i++) {
      collect(path + "[" + i + "]", node.items().get(i), into);
    }
  }

  private static String host(KubernetesObject rule) {
    return Hosts.shortName(rule.spec().get("host").textOrEmpty(), rule.namespace());
  }
}

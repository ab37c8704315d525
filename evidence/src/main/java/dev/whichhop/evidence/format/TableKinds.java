package dev.whichhop.evidence.format;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the rows of a {@code kubectl} table are, from its headers: each kind of object has its own
 * columns (Kubernetes' {@code pkg/printers/internalversion/printers.go}, {@code
 * additionalPrinterColumns} of the CRDs, {@code pkg/metricsutil} of {@code kubectl top}).
 */
final class TableKinds {
  /** A table is of {@code kind} when it has all these headers; the first rule that fits counts. */
  private record Rule(String kind, Set<String> headers) {
    Rule(String kind, String... headers) {
      this(kind, Set.of(headers));
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule("pods", "NAME", "READY", "STATUS", "RESTARTS"),
          new Rule("pods", "NAME", "STATUS", "RESTARTS"),
          new Rule("nodes", "NAME", "STATUS", "ROLES"),
          new Rule("nodes", "NAME", "STATUS", "VERSION", "INTERNAL-IP"),
          new Rule("events", "REASON", "OBJECT", "MESSAGE"),
          new Rule("events", "LAST SEEN", "REASON", "MESSAGE"),
          new Rule("events", "LASTSEEN", "REASON", "MESSAGE"),
          new Rule("services", "NAME", "CLUSTER-IP", "PORT(S)"),
          new Rule("endpointslices", "NAME", "ADDRESSTYPE"),
          new Rule("endpoints", "NAME", "ENDPOINTS"),
          new Rule("daemonsets", "NAME", "DESIRED", "NODE SELECTOR"),
          new Rule("deployments", "NAME", "UP-TO-DATE", "AVAILABLE"),
          new Rule("replicasets", "NAME", "DESIRED", "CURRENT", "READY"),
          new Rule("hpa", "NAME", "REFERENCE", "TARGETS"),
          new Rule("targetgroupbindings", "NAME", "SERVICE-NAME", "SERVICE-PORT"),
          new Rule("podautoscalers", "NAME", "DESIREDSCALE", "ACTUALSCALE"),
          new Rule("serverlessservices", "NAME", "MODE", "SERVICENAME"),
          new Rule("peerauthentications", "NAME", "MODE", "AGE"),
          new Rule("certificates", "NAME", "READY", "SECRET"),
          new Rule("revisions", "NAME", "CONFIG NAME", "GENERATION"),
          new Rule("knative-services", "NAME", "URL", "LATESTCREATED"),
          new Rule("configurations", "NAME", "LATESTCREATED", "LATESTREADY"),
          new Rule("routes", "NAME", "URL", "READY"),
          new Rule("virtualservices", "NAME", "GATEWAYS", "HOSTS"),
          new Rule("serviceentries", "NAME", "HOSTS", "LOCATION", "RESOLUTION"),
          new Rule("httproutes", "NAME", "HOSTNAMES"),
          new Rule("gateways", "NAME", "CLASS", "PROGRAMMED"),
          new Rule("ingresses", "NAME", "HOSTS", "ADDRESS", "PORTS"),
          new Rule("networkpolicies", "NAME", "POD-SELECTOR"),
          new Rule("poddisruptionbudgets", "NAME", "MIN AVAILABLE", "MAX UNAVAILABLE"),
          new Rule("top-containers", "POD", "NAME", "CPU(cores)"),
          new Rule("top-nodes", "NAME", "CPU(cores)", "CPU%"),
          new Rule("top-nodes", "NAME", "CPU(cores)", "CPU(%)"),
          new Rule("top-pods", "NAME", "CPU(cores)", "MEMORY(bytes)"),
          new Rule("rollout-history", "REVISION", "CHANGE-CAUSE"),
          new Rule("helm-releases", "NAME", "REVISION", "CHART"),
          new Rule("persistentvolumeclaims", "NAME", "STATUS", "VOLUME"),
          new Rule("destinationrules", "NAME", "HOST", "AGE"));

  /** {@code kubectl get namespaces}, with and without {@code --show-labels}. */
  private static final List<List<String>> NAMESPACES =
      List.of(List.of("NAME", "STATUS", "AGE"), List.of("NAME", "STATUS", "AGE", "LABELS"));

  private TableKinds() {}

  /** The kind, when the headers alone tell it. */
  static Optional<String> of(List<String> headers) {
    if (NAMESPACES.contains(headers)) {
      return Optional.of("namespaces");
    }
    return RULES.stream()
        .filter(rule -> headers.containsAll(rule.headers()))
        .map(Rule::kind)
        .findFirst();
  }

  /**
   * True for a line that looks like the header of a table: at least two columns, all of capitals,
   * with {@code NAME} or another first column of kubectl's in front when the kind is not known.
   */
  static boolean isHeader(List<String> headers) {
    if (headers.size() < 2 || !headers.stream().allMatch(TableKinds::isHeaderText)) {
      return false;
    }
    String first = headers.getFirst();
    return of(headers).isPresent()
        || first.equals("NAME")
        || first.equals("NAMESPACE") && headers.contains("NAME")
        || headers.size() > 2 && first.matches("NS|LAST|LAST SEEN|TYPE|POD|NODE|KIND");
  }

  private static boolean isHeaderText(String header) {
    if (!Character.isUpperCase(header.charAt(0))) {
      return false;
    }
    boolean unit = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '(' || c == ')') {
        unit = c == '(';
      } else if (!unit && Character.isLowerCase(c) || c == '"' || c == '=' || c == '{') {
        return false;
      }
    }
    return true;
  }
}

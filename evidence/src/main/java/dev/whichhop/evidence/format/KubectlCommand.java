package dev.whichhop.evidence.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A recorded {@code kubectl} command (or {@code istioctl get} of releases before 1.5), as far as it
 * tells what its output is about.
 *
 * @param verb {@code get}, {@code describe}, {@code top}, …
 * @param resource the first resource, plural and without group: {@code pods}; empty when none
 * @param namespace of {@code -n}; empty when the command does not say
 */
record KubectlCommand(String verb, String resource, String namespace) {
  private static final Set<String> PROGRAMS =
      Set.of("kubectl", "oc", "k", "kubectl.exe", "istioctl");

  /** Flags whose value is the next word. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-n",
          "--namespace",
          "-l",
          "--selector",
          "-o",
          "--output",
          "--context",
          "--kubeconfig",
          "--cluster",
          "--user",
          "--as",
          "-f",
          "--filename",
          "--field-selector",
          "--sort-by",
          "-c",
          "--container",
          "-L",
          "--label-columns",
          "--request-timeout",
          "-s",
          "--server",
          "--token");

  /** Short and singular names, from {@code kubectl api-resources} and the CRDs of the add-ons. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("po", "pods"),
          Map.entry("svc", "services"),
          Map.entry("ep", "endpoints"),
          Map.entry("endpoints", "endpoints"),
          Map.entry("no", "nodes"),
          Map.entry("ns", "namespaces"),
          Map.entry("ev", "events"),
          Map.entry("deploy", "deployments"),
          Map.entry("rs", "replicasets"),
          Map.entry("ds", "daemonsets"),
          Map.entry("sts", "statefulsets"),
          Map.entry("cm", "configmaps"),
          Map.entry("ing", "ingresses"),
          Map.entry("ingress", "ingresses"),
          Map.entry("netpol", "networkpolicies"),
          Map.entry("networkpolicy", "networkpolicies"),
          Map.entry("pdb", "poddisruptionbudgets"),
          Map.entry("sa", "serviceaccounts"),
          Map.entry("hpa", "hpa"),
          Map.entry("horizontalpodautoscaler", "hpa"),
          Map.entry("horizontalpodautoscalers", "hpa"),
          Map.entry("vs", "virtualservices"),
          Map.entry("dr", "destinationrules"),
          Map.entry("gw", "gateways"),
          Map.entry("se", "serviceentries"),
          Map.entry("serviceentry", "serviceentries"),
          Map.entry("pa", "peerauthentications"),
          Map.entry("ap", "authorizationpolicies"),
          Map.entry("authorizationpolicy", "authorizationpolicies"),
          Map.entry("kpa", "podautoscalers"),
          Map.entry("sks", "serverlessservices"),
          Map.entry("ksvc", "knative-services"),
          Map.entry("kservice", "knative-services"),
          Map.entry("kservices", "knative-services"),
          Map.entry("cfg", "configurations"),
          Map.entry("config", "configurations"),
          Map.entry("rev", "revisions"),
          Map.entry("rt", "routes"),
          Map.entry("king", "knative-ingresses"),
          Map.entry("kingress", "knative-ingresses"),
          Map.entry("kcert", "knative-certificates"),
          Map.entry("cert", "certificates"));

  /** Resources that have no other name worth listing above. */
  private static final Set<String> USUAL =
      Set.of(
          "envoyfilters",
          "sidecars",
          "requestauthentications",
          "workloadentries",
          "targetgroupbindings",
          "endpointslices",
          "httproutes",
          "serviceprofiles",
          "wasmplugins");

  /** The first such command of a line that may hold several, with pipes; empty when it has none. */
  static Optional<KubectlCommand> of(String line) {
    List<String> words = List.of(line.strip().split("[\\s;|&]+"));
    for (int i = 0; i < words.size(); i++) {
      String program = words.get(i).substring(words.get(i).lastIndexOf('/') + 1);
      if (PROGRAMS.contains(program)) {
        return Optional.of(arguments(words.subList(i + 1, words.size())));
      }
    }
    return Optional.empty();
  }

  private static KubectlCommand arguments(List<String> words) {
    String verb = "";
    String resource = "";
    String namespace = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-n") || word.equals("--namespace")) {
        namespace = i + 1 < words.size() ? words.get(i + 1) : "";
      } else if (word.startsWith("--namespace=")) {
        namespace = word.substring("--namespace=".length());
      }
      if (WITH_VALUE.contains(word)) {
        i++;
      } else if (word.equals("#") || word.equals(">")) {
        break;
      } else if (!word.startsWith("-")) {
        if (verb.isEmpty()) {
          verb = word;
        } else if (resource.isEmpty()) {
          resource = plural(word);
        }
      }
    }
    return new KubectlCommand(verb, resource, namespace);
  }

  /** A resource that is written as such somewhere else, for example in a file name; or empty. */
  static String known(String word) {
    String plural = plural(word);
    return NAMES.containsValue(plural) || NAMES.containsKey(plural) || USUAL.contains(plural)
        ? plural
        : "";
  }

  /** {@code pod/a}, {@code deploy}, {@code podautoscalers.autoscaling.internal.knative.dev}. */
  static String plural(String resource) {
    String first = resource.split("[,/]", 2)[0];
    int dot = first.indexOf('.');
    String word = (dot < 0 ? first : first.substring(0, dot)).toLowerCase(java.util.Locale.ROOT);
    if (word.matches("services?") && first.contains("serving.knative.dev")) {
      return "knative-services";
    }
    if (word.matches("ingress(es)?") && first.contains("internal.knative.dev")) {
      return "knative-ingresses";
    }
    String known = NAMES.get(word);
    if (known != null) {
      return known;
    }
    return word.isEmpty() || word.endsWith("s") ? word : word + "s";
  }
}

package dev.whichhop.diagnosis.compare;

import dev.whichhop.diagnosis.compare.Difference.Kind;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.GeneratedName;
import dev.whichhop.model.evidence.KubernetesObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Kubernetes objects of both sides, paired by kind, namespace and what of the name lasts. */
final class ObjectDifferences {
  /** Copies of other objects, or records that are new all the time. */
  private static final Set<String> IGNORED =
      Set.of(
          "ReplicaSet",
          "ControllerRevision",
          "Event",
          "Lease",
          "Endpoints",
          "EndpointSlice",
          "Secret",
          "Node");

  private static final Set<String> POLICIES =
      Set.of(
          "AuthorizationPolicy",
          "DestinationRule",
          "EnvoyFilter",
          "Gateway",
          "GRPCRoute",
          "HTTPRoute",
          "NetworkPolicy",
          "PeerAuthentication",
          "ProxyConfig",
          "RequestAuthentication",
          "ServiceEntry",
          "Sidecar",
          "Telemetry",
          "VirtualService",
          "WasmPlugin");

  private static final Pattern TIMER =
      Pattern.compile(
          "(?i).*(timeout|seconds|period|grace|keepalive|idle|interval|delay|lifecycle|probe).*");

  /** Where a pod's own specification begins, in a pod and in the template of a workload. */
  private static final Pattern POD_PART =
      Pattern.compile("^(?:spec\\.template\\.)?(spec\\..*|metadata\\..*)$");

  private static final Noise NOISE = Noise.ofObjects();

  private final Map<String, List<KubernetesObject>> left;
  private final Map<String, List<KubernetesObject>> right;
  private final Set<String> leftKinds = new LinkedHashSet<>();
  private final Set<String> rightKinds = new LinkedHashSet<>();

  ObjectDifferences(Bundle left, Bundle right) {
    this.left = grouped(left, leftKinds);
    this.right = grouped(right, rightKinds);
  }

  private static Map<String, List<KubernetesObject>> grouped(Bundle bundle, Set<String> kinds) {
    Map<String, List<KubernetesObject>> groups = new LinkedHashMap<>();
    for (KubernetesObject object : bundle.objects()) {
      if (IGNORED.contains(object.kind())) {
        continue;
      }
      kinds.add(object.kind());
      String stem = GeneratedName.stem(object.name());
      String reference =
          object.kind()
              + "/"
              + (object.namespace().isEmpty() ? "" : object.namespace() + "/")
              + stem;
      groups.computeIfAbsent(reference, _ -> new ArrayList<>()).add(object);
    }
    return groups;
  }

  private static Sided sided(List<KubernetesObject> objects) {
    Sided sided = new Sided();
    objects.forEach(one -> sided.add(Fields.of(one.root(), NOISE), own(one)));
    return sided;
  }

  /** The name and addresses of the object itself, which its own fields repeat. */
  private static List<String> own(KubernetesObject object) {
    List<String> own = new ArrayList<>();
    if (!GeneratedName.stem(object.name()).equals(object.name())) {
      own.add(object.name());
    }
    own.add(object.status().get("podIP").textOrEmpty());
    own.add(object.metadata().get("uid").textOrEmpty());
    return own;
  }

  /** Kinds of which only one side has objects. */
  List<String> only(boolean leftSide) {
    Set<String> kinds = new LinkedHashSet<>(leftSide ? leftKinds : rightKinds);
    kinds.removeAll(leftSide ? rightKinds : leftKinds);
    return kinds.stream().sorted().toList();
  }

  /** True when both sides have objects of a kind. */
  boolean comparable() {
    return leftKinds.stream().anyMatch(rightKinds::contains);
  }

  List<Difference> find() {
    List<Difference> found = new ArrayList<>();
    Map<String, String> pairs = pairs();
    Set<String> said = new HashSet<>();
    pairs.forEach((one, other) -> {
      String subject = one.equals(other) ? one : one + " ↔ " + other;
      Sided leftFields = sided(left.getOrDefault(one, List.of()));
      Sided rightFields = sided(right.getOrDefault(other, List.of()));
      for (Difference difference :
          Sided.between(leftFields, rightFields, subject, path -> kind(one, path))) {
        // A workload and its pods say the same; once is enough.
        var part = POD_PART.matcher(difference.what());
        String field = part.matches() ? part.group(1) : one + difference.what();
        if (said.add(field + "\n" + difference.left() + "\n" + difference.right())) {
          found.add(difference);
        }
      }
    });
    found.addAll(presence(pairs));
    return found;
  }

  /**
   * Equal references, and one workload against one other: a good pod and a bad one of different
   * names are what somebody means to compare.
   */
  private Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    left.keySet().stream().filter(right::containsKey).forEach(one -> pairs.put(one, one));
    List<String> leftPods = unpaired(left, right, "Pod/");
    List<String> rightPods = unpaired(right, left, "Pod/");
    boolean onlyPods = pairs.keySet().stream().noneMatch(one -> one.startsWith("Pod/"));
    if (onlyPods && leftPods.size() == 1 && rightPods.size() == 1) {
      pairs.put(leftPods.getFirst(), rightPods.getFirst());
    }
    return pairs;
  }

  private static List<String> unpaired(Map<String, ?> side, Map<String, ?> other, String prefix) {
    return side.keySet().stream()
        .filter(one -> one.startsWith(prefix) && !other.containsKey(one))
        .toList();
  }

  private List<Difference> presence(Map<String, String> pairs) {
    List<Difference> found = new ArrayList<>();
    Set<String> paired = new HashSet<>(pairs.values());
    for (String one : left.keySet()) {
      if (!pairs.containsKey(one) && rightKinds.contains(kindOf(one))) {
        found.add(new Difference(Kind.PRESENCE, one, "", "✓", "", null, null));
      }
    }
    for (String one : right.keySet()) {
      if (!paired.contains(one) && leftKinds.contains(kindOf(one))) {
        found.add(new Difference(Kind.PRESENCE, one, "", "", "✓", null, null));
      }
    }
    return found;
  }

  private static String kindOf(String reference) {
    return reference.substring(0, reference.indexOf('/'));
  }

  static Kind kind(String reference, String path) {
    String kind = kindOf(reference);
    if (path.endsWith(".image") || path.endsWith(".imageID")) {
      return Kind.IMAGE;
    }
    if (path.startsWith("status.")) {
      return Kind.STATE;
    }
    if (path.contains(".resources.")) {
      return Kind.RESOURCES;
    }
    if (path.contains("annotations")) {
      return Kind.ANNOTATION;
    }
    if (path.contains("labels")) {
      return Kind.LABEL;
    }
    if (POLICIES.contains(kind)) {
      return Kind.POLICY;
    }
    if (path.endsWith("spec.nodeName")) {
      return Kind.PLACEMENT;
    }
    if (kind.equals("ConfigMap")
        || path.contains(".env[")
        || path.matches(".*\\.(args|command)\\[.*")) {
      return Kind.ENVIRONMENT;
    }
    return TIMER.matcher(path).matches() ? Kind.TIMER : Kind.SPECIFICATION;
  }
}

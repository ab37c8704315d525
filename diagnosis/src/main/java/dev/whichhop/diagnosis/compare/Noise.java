package dev.whichhop.diagnosis.compare;

import java.util.regex.Pattern;

/** What differs between any two objects of a kind and never matters. */
final class Noise {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d.*");

  private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Pattern paths;

  private Noise(String paths) {
    this.paths = Pattern.compile(paths);
  }

  /**
   * Of Kubernetes objects: identity, bookkeeping of the API server and of kubectl, addresses and
   * times of one instance, the service-account volume with its made-up name.
   */
  static Noise ofObjects() {
    return new Noise(
        "apiVersion|kind"
            + "|metadata\\.(uid|resourceVersion|creationTimestamp|generation|generateName|name"
            + "|namespace|managedFields|selfLink|ownerReferences|finalizers|deletionTimestamp).*"
            + "|.*labels(\\.|\\[\")(pod-template-hash|controller-revision-hash|pod-template-generation"
            + "|statefulset\\.kubernetes\\.io/pod-name|apps\\.kubernetes\\.io/pod-index"
            + "|serving\\.knative\\.dev/(revision|service|configuration)UID)\"?\\]?"
            + "|.*annotations\\[\"(kubectl\\.kubernetes\\.io/last-applied-configuration"
            + "|kubectl\\.kubernetes\\.io/restartedAt|deployment\\.kubernetes\\.io/.*"
            + "|cni\\.projectcalico\\.org/.*|k8s\\.v1\\.cni\\.cncf\\.io/.*|vpc\\.amazonaws\\.com/.*"
            + "|kubernetes\\.io/config\\..*|sidecar\\.istio\\.io/status)\"\\]"
            + "|.*(volumes|volumeMounts)\\[(name|mountPath)=(kube-api-access-.*"
            + "|/var/run/secrets/kubernetes\\.io/serviceaccount)\\].*"
            + "|status\\.(podIP|podIPs|hostIP|hostIPs|startTime|observedGeneration).*"
            + "|status\\..*\\.image"
            + "|status\\..*(containerID|startedAt|finishedAt|lastTransitionTime|lastProbeTime"
            + "|lastUpdateTime|observedGeneration|message)");
  }

  /** Of Envoy's resources: versions and times of delivery. */
  static Noise ofProxies() {
    return new Noise(".*(lastUpdated|versionInfo|@type)|(version_info|last_updated)");
  }

  /** Of AWS answers: identity and times. */
  static Noise ofBalancers() {
    return new Noise(".*(Arn|Arns\\[.*|CreatedTime|DNSName|CanonicalHostedZoneId|Id|Tags.*)");
  }

  boolean isPath(String path) {
    return paths.matcher(path).matches();
  }

  /** Two values that differ as any two of their kind do: times, uids. */
  static boolean same(String left, String right) {
    return left.equals(right)
        || (TIME.matcher(left).matches() && TIME.matcher(right).matches())
        || (UID.matcher(left).matches() && UID.matcher(right).matches());
  }
}

package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Components that the whole cluster depends on: are any of their pods in service? */
public final class SystemPods {
  private static final Set<String> OVER = Set.of("Completed", "Succeeded", "Evicted");

  private SystemPods() {}

  /** Pods by the beginnings of their names, those of finished ones left out. */
  public static List<Pod> of(Bundle bundle, List<String> names) {
    return bundle.pods().stream()
        .filter(pod -> names.stream().anyMatch(pod.name()::startsWith))
        // kube-dns-autoscaler-… answers nobody.
        .filter(pod -> !pod.name().contains("-autoscaler-"))
        .filter(pod -> pod.containers() > 0 && !OVER.contains(pod.status()))
        .toList();
  }

  /** Why a Service is out of service: its pods, none of which is ready, or its empty endpoints. */
  public static List<Evidence> outOfService(
      Bundle bundle, List<Pod> pods, String namespace, String service) {
    if (!pods.isEmpty() && pods.stream().noneMatch(Pod::ready)) {
      return pods.stream().limit(3).map(Pod::evidence).toList();
    }
    if (pods.stream().anyMatch(Pod::ready)) {
      return List.of();
    }
    List<FailingServices.Endpoints> listed = FailingServices.endpoints(bundle, namespace, service);
    return listed.isEmpty() || listed.stream().anyMatch(FailingServices.Endpoints::ready)
        ? List.of()
        : listed.stream().map(FailingServices.Endpoints::evidence).toList();
  }

  /** Deployments of that name without an available replica although some are wanted. */
  public static List<Evidence> withoutReplica(Bundle bundle, String namespace, String deployment) {
    List<Evidence> found = new ArrayList<>();
    for (KubernetesObject object : bundle.objects("Deployment")) {
      if (object.namespace().equals(namespace) && object.name().equals(deployment)) {
        boolean told = object.status().get("conditions").exists();
        boolean none = object.status().get("availableReplicas").whole().orElse(0) == 0;
        boolean wanted = object.spec().get("replicas").whole().orElse(1) > 0;
        if (told && none && wanted) {
          found.add(object.status().get("conditions").evidence());
        }
      }
    }
    for (Table table : bundle.tables("deployments")) {
      for (Table.Row row : table.rows()) {
        boolean named = row.cell("NAME").equals(deployment);
        boolean here = row.cell("NAMESPACE").isEmpty() || row.cell("NAMESPACE").equals(namespace);
        boolean wanted = !row.cell("READY").endsWith("/0");
        if (named && here && wanted && row.cell("AVAILABLE").equals("0")) {
          found.add(row.evidence());
        }
      }
    }
    return found;
  }
}

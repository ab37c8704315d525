package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Service that something outside the cluster reaches, with its node ports: from the object, from
 * its description, or from a line of {@code kubectl get services}, all of which list all ports.
 *
 * @param hostnames of its load balancers
 * @param balanced true for type LoadBalancer
 * @param nodePorts and where they stand
 */
public record ExposedService(
    String namespace,
    String name,
    Set<String> hostnames,
    boolean balanced,
    Map<String, Evidence> nodePorts) {

  /** Those with a node port; each once, from the source that tells most. */
  public static List<ExposedService> of(Bundle bundle) {
    List<ExposedService> found = new ArrayList<>();
    for (KubernetesObject service : Backends.exposed(bundle)) {
      add(found, ofObject(service));
    }
    for (KubernetesObject service : bundle.objects("DescribedService")) {
      add(found, ofDescription(service));
    }
    for (Table table : bundle.tables("services")) {
      table.rows().forEach(row -> add(found, ofRow(row)));
    }
    return found;
  }

  private static void add(List<ExposedService> found, ExposedService service) {
    boolean known =
        found.stream()
            .anyMatch(one ->
                one.name.equals(service.name)
                    && (service.namespace.isEmpty() || one.namespace.equals(service.namespace)));
    if (!known && !service.nodePorts.isEmpty()) {
      found.add(service);
    }
  }

  private static ExposedService ofObject(KubernetesObject service) {
    Map<String, Evidence> ports = new LinkedHashMap<>();
    for (Node port : service.spec().get("ports").items()) {
      Node nodePort = port.get("nodePort");
      if (!nodePort.textOrEmpty().isEmpty()) {
        ports.put(nodePort.textOrEmpty(), nodePort.evidence());
      }
    }
    Set<String> hostnames = new HashSet<>();
    service
        .status()
        .at("loadBalancer", "ingress")
        .items()
        .forEach(one -> hostnames.add(one.get("hostname").textOrEmpty()));
    return new ExposedService(
        service.namespace(),
        service.name(),
        hostnames,
        service.spec().get("type").textOrEmpty().equals("LoadBalancer"),
        ports);
  }

  private static ExposedService ofDescription(KubernetesObject service) {
    Node root = service.root();
    Map<String, Evidence> ports = new LinkedHashMap<>();
    Node listed = root.get("NodePort");
    for (Node one : listed.items().isEmpty() ? List.of(listed) : listed.items()) {
      // "https  31443/TCP"; a port without a name is "<unset>".
      String text = one.textOrEmpty();
      int slash = text.indexOf('/');
      String port =
          slash < 0 ? "" : text.substring(text.lastIndexOf(' ', slash) + 1, slash).strip();
      if (!port.isEmpty()) {
        ports.put(port, one.evidence());
      }
    }
    return new ExposedService(
        service.namespace(),
        service.name(),
        Set.of(root.get("LoadBalancer Ingress").textOrEmpty()),
        root.get("Type").textOrEmpty().equals("LoadBalancer"),
        ports);
  }

  private static ExposedService ofRow(Table.Row row) {
    Map<String, Evidence> ports = new LinkedHashMap<>();
    // "80:30880/TCP,443:31390/TCP"
    for (String one : row.cell("PORT(S)").split(",", 64)) {
      int colon = one.indexOf(':');
      int slash = one.indexOf('/');
      if (colon > 0 && slash > colon) {
        ports.put(one.substring(colon + 1, slash), row.evidence());
      }
    }
    return new ExposedService(
        row.cell("NAMESPACE"),
        row.cell("NAME"),
        Set.of(row.cell("EXTERNAL-IP")),
        row.cell("TYPE").equals("LoadBalancer"),
        ports);
  }
}

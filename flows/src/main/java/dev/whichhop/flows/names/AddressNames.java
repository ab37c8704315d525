package dev.whichhop.flows.names;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of addresses and network interfaces, from {@code aws ec2 describe-network-interfaces} and
 * the pods of {@code kubectl get pods}, as objects or as a table. With the VPC CNI the address of a
 * pod is a secondary address of an interface of its node, or of a prefix delegated to it.
 *
 * <p>They hold for the time at which the descriptions were made: the address of a pod that is gone
 * may be another pod's by then.
 */
public final class AddressNames {
  /** Phases, and a word of the STATUS column, of pods whose address may be another one's by now. */
  private static final Set<String> OVER = Set.of("Succeeded", "Failed", "Completed");

  private final Map<String, String> interfaces = new HashMap<>();
  private final Map<IpAddress, List<Pod>> pods = new HashMap<>();
  private final Map<IpAddress, String> owners = new HashMap<>();
  private final List<Delegated> prefixes = new ArrayList<>();

  /** A prefix that an interface has for pods. */
  private record Delegated(Cidr prefix, String owner) {}

  public AddressNames(Bundle bundle) {
    bundle.aws("NetworkInterfaces").forEach(this::add);
    bundle.pods().forEach(this::add);
  }

  private void add(Node root) {
    String name = name(root);
    interfaces.put(root.get("NetworkInterfaceId").textOrEmpty(), name);
    owner(root.get("PrivateIpAddress"), name);
    root.get("PrivateIpAddresses").items().forEach(one -> owner(one.get("PrivateIpAddress"), name));
    root.get("Ipv6Addresses").items().forEach(one -> owner(one.get("Ipv6Address"), name));
    root.get("Ipv4Prefixes").items().forEach(one -> prefix(one.get("Ipv4Prefix"), name));
    root.get("Ipv6Prefixes").items().forEach(one -> prefix(one.get("Ipv6Prefix"), name));
  }

  /**
   * The instance; of load balancers, NAT gateways and others that AWS manages, what their
   * description says ({@code ELB net/name/id}, {@code Interface for NAT Gateway nat-id}).
   */
  private static String name(Node root) {
    String instance = root.at("Attachment", "InstanceId").textOrEmpty();
    String type = root.get("InterfaceType").textOrEmpty();
    String description = root.get("Description").textOrEmpty();
    boolean managed = !type.isEmpty() && !type.equals("interface");
    if (!instance.isEmpty() && !managed) {
      return instance;
    }
    return description.isEmpty() ? managed ? type : "" : description;
  }

  private void owner(Node address, String name) {
    IpAddress.parse(address.textOrEmpty()).ifPresent(one -> owners.put(one, name));
  }

  private void prefix(Node prefix, String name) {
    Cidr.parse(prefix.textOrEmpty()).ifPresent(one -> prefixes.add(new Delegated(one, name)));
  }

  /** A pod that is over keeps the address that it had. */
  private void add(Pod pod) {
    if (!isOver(pod)) {
      IpAddress.parse(pod.ip())
          .ifPresent(address -> pods.computeIfAbsent(address, _ -> new ArrayList<>()).add(pod));
    }
  }

  private static boolean isOver(Pod pod) {
    KubernetesObject object = pod.object();
    String phase = object == null ? "" : object.status().get("phase").textOrEmpty();
    return OVER.contains(phase.isEmpty() ? pod.status() : phase);
  }

  /** Pods of the host network have the address of their node, which is then the better name. */
  private static String name(List<Pod> together) {
    Pod first = together.getFirst();
    String name = first.namespace() + "/" + first.name();
    if (together.size() == 1) {
      return name;
    }
    return together.stream()
        .map(Pod::node)
        .filter(node -> !node.isEmpty())
        .findFirst()
        .orElse(name + ", …");
  }

  /** The pod, else the owner of the interface that has this address; empty when unknown. */
  public String ofAddress(IpAddress address) {
    List<Pod> together = pods.get(address);
    if (together != null) {
      return name(together);
    }
    String owner = owners.get(address);
    if (owner != null) {
      return owner;
    }
    return prefixes.stream()
        .filter(one -> one.prefix().contains(address))
        .map(Delegated::owner)
        .findFirst()
        .orElse("");
  }

  /** The owner of an interface; empty when unknown. */
  public String ofInterface(String id) {
    return interfaces.getOrDefault(id, "");
  }
}

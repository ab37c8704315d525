package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The nodes of the cluster by name, address and EC2 instance, from objects, tables, pods and ENIs.
 */
public final class Machines {
  /** A node; what the evidence does not tell is empty. */
  public record Machine(String name, String address, String instance) {}

  /** An EC2 instance id, of the old or the new length. */
  private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8}(?:[0-9a-f]{9})?");

  private final List<Machine> machines;

  private Machines(List<Machine> machines) {
    this.machines = List.copyOf(machines);
  }

  public static Machines of(Bundle bundle) {
    List<NetworkInterface> interfaces = NetworkInterface.of(bundle);
    List<Machine> found = new ArrayList<>();
    for (KubernetesObject node : bundle.objects("Node")) {
      String provider = node.spec().get("providerID").textOrEmpty();
      String address =
          node.status().get("addresses").items().stream()
              .filter(one -> one.get("type").textOrEmpty().equals("InternalIP"))
              .map(one -> one.get("address").textOrEmpty())
              .findFirst()
              .orElse(addressInName(node.name()));
      String instance =
          provider.contains("/i-") ? provider.substring(provider.lastIndexOf('/') + 1) : "";
      found.add(machine(node.name(), address, instance, interfaces));
    }
    for (Table table : bundle.tables("nodes")) {
      for (Table.Row row : table.rows()) {
        String name = row.cell("NAME");
        String listed = row.cell("INTERNAL-IP");
        if (found.stream().noneMatch(one -> one.name.equals(name))) {
          String address = listed.isEmpty() ? addressInName(name) : listed;
          found.add(machine(name, address, instance(row), interfaces));
        }
      }
    }
    for (Pod pod : bundle.pods()) {
      String name = pod.node();
      if (!name.isEmpty() && found.stream().noneMatch(one -> one.name.equals(name))) {
        found.add(machine(name, addressInName(name), "", interfaces));
      }
    }
    return new Machines(found);
  }

  /** Of a table with a column for it, whatever its user called that. */
  private static String instance(Table.Row row) {
    return row.cells().values().stream()
        .map(cell -> cell.substring(cell.lastIndexOf('/') + 1))
        .filter(cell -> INSTANCE.matcher(cell).matches())
        .findFirst()
        .orElse("");
  }

  private static Machine machine(
      String name, String address, String instance, List<NetworkInterface> interfaces) {
    String attached =
        NetworkInterface.withAddress(interfaces, address)
            .map(NetworkInterface::instance)
            .orElse("");
    return new Machine(name, address, instance.isEmpty() ? attached : instance);
  }

  /** AWS names a host after its address: {@code ip-10-0-3-7.…}; empty for other names. */
  private static String addressInName(String name) {
    if (!name.startsWith("ip-")) {
      return "";
    }
    int dot = name.indexOf('.');
    String address = name.substring(3, dot < 0 ? name.length() : dot).replace('-', '.');
    return Networks.isAddress(address) ? address : "";
  }

  public List<Machine> all() {
    return machines;
  }

  /** By its whole name or, as prompts show it, by the part before the first dot. */
  public Optional<Machine> named(String name) {
    return machines.stream()
        .filter(one -> one.name.equals(name) || one.name.startsWith(name + "."))
        .findFirst();
  }

  public Optional<Machine> withAddress(String address) {
    return machines.stream()
        .filter(one -> !address.isEmpty() && one.address.equals(address))
        .findFirst();
  }

  public Optional<Machine> ofInstance(String instance) {
    return machines.stream()
        .filter(one -> !instance.isEmpty() && one.instance.equals(instance))
        .findFirst();
  }
}

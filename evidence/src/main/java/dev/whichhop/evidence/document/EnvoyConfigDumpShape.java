package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.EnvoyResource.Kind;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Envoy's {@code /config_dump}: whole, one section of it, or the repeated field of a {@code
 * ?resource=} query; also {@code istioctl proxy-config bootstrap|secret -o json}, which are
 * sections in camelCase.
 *
 * <p>Sections and fields are those of {@code envoy/admin/v3/config_dump.proto} and {@code
 * config_dump_shared.proto}. What Envoy refused stands beside what it uses, so a refusal becomes a
 * setting {@code envoy.rejected-config} and never a resource; warming and draining states become
 * {@code envoy.warming-config} and {@code envoy.draining-config}.
 */
public final class EnvoyConfigDumpShape implements DocumentShape {

  /** Where resources of one kind stand: keys of the lists, and of the resource in an entry. */
  private record Section(Kind kind, List<String> lists, String resource) {}

  private static final List<Section> SECTIONS =
      List.of(
          section(Kind.CLUSTER, "cluster", "static_clusters", "dynamic_active_clusters"),
          section(Kind.LISTENER, "listener", "static_listeners", "dynamic_listeners"),
          section(Kind.ROUTE, "route_config", "static_route_configs", "dynamic_route_configs"),
          section(
              Kind.ENDPOINT,
              "endpoint_config",
              "static_endpoint_configs",
              "dynamic_endpoint_configs"),
          section(Kind.SECRET, "secret", "static_secrets", "dynamic_active_secrets"),
          section(
              Kind.SCOPED_ROUTE,
              "scoped_route_configs",
              "inline_scoped_route_configs",
              "dynamic_scoped_route_configs"),
          section(Kind.EXTENSION, "ecds_filter", "ecds_filters"));

  private static final List<Section> WARMING =
      List.of(
          section(Kind.CLUSTER, "cluster", "dynamic_warming_clusters"),
          section(Kind.SECRET, "secret", "dynamic_warming_secrets"));

  private static Section section(Kind kind, String resource, String... lists) {
    return new Section(kind, List.of(lists), resource);
  }

  @Override
  public String format() {
    return "envoy-config-dump";
  }

  @Override
  public boolean recognises(Node root) {
    return configs(root).stream().anyMatch(EnvoyConfigDumpShape::isSection);
  }

  private static List<Node> configs(Node root) {
    Node configs = root.get("configs");
    if (configs.exists()) {
      return configs.items();
    }
    return root.items().isEmpty() ? List.of(root) : root.items();
  }

  private static boolean isSection(Node node) {
    String type = node.get("@type").textOrEmpty();
    if (type.contains("envoy.admin.") && type.contains("ConfigDump")) {
      return true;
    }
    if (EnvoyResourceShape.kind(node.get("bootstrap")).isPresent()
        || node.at("bootstrap", "node", "id").exists()) {
      return true;
    }
    for (List<Section> sections : List.of(SECTIONS, WARMING)) {
      for (Section section : sections) {
        if (section.lists().stream().anyMatch(list -> Camel.either(node, list).exists())) {
          return true;
        }
        Node resource = Camel.either(node, section.resource());
        if (EnvoyResourceShape.kind(resource).filter(section.kind()::equals).isPresent()) {
          return true;
        }
      }
    }
    return Camel.either(node, "active_state").get("listener").exists();
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    List<Node> configs = configs(root);
    String proxy = ProxyName.of(file);
    for (Node config : configs) {
      proxy = ProxyName.ofNodeId(config.at("bootstrap", "node", "id"), proxy);
    }
    Reading reading = new Reading(proxy, into);
    configs.forEach(reading::section);
  }

  /** One dump being read. */
  private static final class Reading {
    private final String proxy;
    private final BundleBuilder into;
    private final Set<String> active = new HashSet<>();

    Reading(String proxy, BundleBuilder into) {
      this.proxy = proxy;
      this.into = into;
    }

    void section(Node config) {
      Node bootstrap = config.get("bootstrap");
      if (bootstrap.exists()) {
        use(Kind.BOOTSTRAP, bootstrap);
      }
      for (Section section : SECTIONS) {
        for (String list : section.lists()) {
          Camel.either(config, list).items().forEach(entry -> entry(section, entry));
        }
        entry(section, config);
      }
      for (Section section : WARMING) {
        for (String list : section.lists()) {
          Camel.either(config, list).items().forEach(entry -> warming(section, entry));
        }
      }
    }

    /** An entry of a list, or an element of a {@code ?resource=} dump. */
    private void entry(Section section, Node entry) {
      Node resource = Camel.either(entry, section.resource());
      if (section.kind() == Kind.SCOPED_ROUTE) {
        resource.items().forEach(scope -> use(section.kind(), scope));
      } else if (!resource.entries().isEmpty()) {
        use(section.kind(), resource);
        refusal(section.kind(), entry, resource);
      }
      if (section.kind() == Kind.LISTENER) {
        listenerStates(entry);
      }
    }

    private void listenerStates(Node entry) {
      Node activeState = Camel.either(entry, "active_state").get("listener");
      Node warmingState = Camel.either(entry, "warming_state").get("listener");
      Node drainingState = Camel.either(entry, "draining_state").get("listener");
      if (activeState.exists()) {
        use(Kind.LISTENER, activeState);
      }
      if (warmingState.exists()) {
        state("envoy.warming-config", Kind.LISTENER, warmingState);
      }
      if (drainingState.exists()) {
        state("envoy.draining-config", Kind.LISTENER, drainingState);
      }
      if (activeState.exists() || Camel.either(entry, "error_state").exists()) {
        refusal(Kind.LISTENER, entry, entry);
      }
    }

    private void warming(Section section, Node entry) {
      Node resource = Camel.either(entry, section.resource());
      state("envoy.warming-config", section.kind(), resource.exists() ? resource : entry);
      refusal(section.kind(), entry, resource);
      if (resource.exists() && !active.contains(key(section.kind(), resource))) {
        use(section.kind(), resource);
      }
    }

    private void use(Kind kind, Node resource) {
      active.add(key(kind, resource));
      into.add(new EnvoyResource(kind, EnvoyResourceShape.name(kind, resource), proxy, resource));
      if (kind == Kind.SECRET) {
        CertificateSettings.ofSecret(resource, into);
      }
    }

    private void state(String key, Kind kind, Node resource) {
      into.add(new Setting(key, label(kind, resource), resource.get("name").evidence()));
    }

    /** {@code error_state} is present exactly when Envoy refused the last update. */
    private void refusal(Kind kind, Node entry, Node named) {
      Node error = Camel.either(entry, "error_state");
      if (error.exists()) {
        String details = error.get("details").textOrEmpty();
        into.add(
            new Setting(
                "envoy.rejected-config",
                label(kind, named) + ": " + details,
                new Evidence(error.place(), "error_state: " + details)));
      }
    }

    private static String key(Kind kind, Node resource) {
      return kind + " " + EnvoyResourceShape.name(kind, resource);
    }

    private static String label(Kind kind, Node named) {
      return kind.name().toLowerCase(Locale.ROOT) + " " + named.get("name").textOrEmpty();
    }
  }
}

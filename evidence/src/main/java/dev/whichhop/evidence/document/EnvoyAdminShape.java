package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The small JSON pages of Envoy's admin interface: {@code /server_info}, {@code /certs}, {@code
 * /listeners?format=json}, {@code /memory}, {@code /runtime}, {@code /init_dump}.
 *
 * <p>Fields are those of {@code envoy/admin/v3/*.proto}. Keys of the settings: {@code
 * envoy.version} (the release alone, {@code 1.36.2}), {@code envoy.state}, {@code envoy.uptime},
 * {@code envoy.concurrency}, {@code envoy.node-id}, {@code envoy.drain-time}, {@code
 * envoy.drain-strategy}, {@code envoy.proxy-config.<field>} (Istio's ProxyConfig in the node
 * metadata), {@code envoy.listener} (name and address), {@code envoy.runtime.<key>}, {@code
 * envoy.unready-target}; certificates as in {@link CertificateSettings}.
 */
public final class EnvoyAdminShape implements DocumentShape {

  @Override
  public String format() {
    return "envoy-admin-json";
  }

  @Override
  public boolean recognises(Node root) {
    return isServerInfo(root)
        || isCertificates(root)
        || Camel.either(root, "listener_statuses").exists()
        || isMemory(root)
        || isRuntime(root)
        || Camel.either(root, "unready_targets_dumps").exists();
  }

  private static boolean isServerInfo(Node root) {
    return root.get("version").exists()
        && root.get("state").exists()
        && (Camel.either(root, "command_line_options").exists()
            || Camel.either(root, "uptime_current_epoch").exists());
  }

  private static boolean isCertificates(Node root) {
    return root.get("certificates").items().stream()
        .anyMatch(entry ->
            Camel.either(entry, "cert_chain").exists() || Camel.either(entry, "ca_cert").exists());
  }

  private static boolean isMemory(Node root) {
    return root.get("allocated").exists() && Camel.either(root, "heap_size").exists();
  }

  private static boolean isRuntime(Node root) {
    return root.get("layers").exists() && !root.get("entries").entries().isEmpty();
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    if (isServerInfo(root)) {
      serverInfo(root, into);
    } else if (isCertificates(root)) {
      for (Node entry : root.get("certificates").items()) {
        Camel.either(entry, "ca_cert").items().forEach(one -> certificate(one, into, problems));
        Camel.either(entry, "cert_chain").items().forEach(one -> certificate(one, into, problems));
      }
    } else if (isMemory(root)) {
      root.entries()
          .forEach((key, value) ->
              value
                  .number()
                  .ifPresent(bytes ->
                      into.add(
                          MetricSeries.snapshot(
                              "memory." + Camel.toSnake(key), Map.of(), bytes, value.place()))));
    } else if (isRuntime(root)) {
      root.get("entries")
          .entries()
          .forEach((key, value) ->
              setting("envoy.runtime." + key, Camel.either(value, "final_value"), into));
    }
    for (Node listener : Camel.either(root, "listener_statuses").items()) {
      listener(listener, into);
    }
    for (Node dump : Camel.either(root, "unready_targets_dumps").items()) {
      for (Node target : Camel.either(dump, "target_names").items()) {
        setting("envoy.unready-target", target, into);
      }
    }
  }

  private static void serverInfo(Node root, BundleBuilder into) {
    Node version = root.get("version");
    into.add(new Setting("envoy.version", release(version.textOrEmpty()), version.evidence()));
    setting("envoy.state", root.get("state"), into);
    setting("envoy.uptime", Camel.either(root, "uptime_current_epoch"), into);
    Node options = Camel.either(root, "command_line_options");
    setting("envoy.concurrency", options.get("concurrency"), into);
    setting("envoy.drain-time", Camel.either(options, "drain_time"), into);
    setting("envoy.drain-strategy", Camel.either(options, "drain_strategy"), into);
    setting("envoy.node-id", root.at("node", "id"), into);
    Node metadata = root.at("node", "metadata");
    setting("istio.version.data-plane", metadata.get("ISTIO_VERSION"), into);
    metadata
        .get("PROXY_CONFIG")
        .entries()
        .forEach((key, value) -> setting("envoy.proxy-config." + key, value, into));
  }

  /** The release in {@code <commit>/<release>/<state>/<type>/<TLS library>}; else all of it. */
  private static String release(String version) {
    String[] parts = version.split("/", -1);
    return parts.length > 2 ? parts[1] : version;
  }

  private static void setting(String key, Node value, BundleBuilder into) {
    value.text().ifPresent(text -> into.add(new Setting(key, text, value.evidence())));
  }

  private static void listener(Node status, BundleBuilder into) {
    Node socket = Camel.either(Camel.either(status, "local_address"), "socket_address");
    String name = status.get("name").textOrEmpty();
    String address =
        socket.get("address").textOrEmpty()
            + ":"
            + Camel.either(socket, "port_value").textOrEmpty();
    into.add(
        new Setting(
            "envoy.listener",
            name + "::" + address,
            new Evidence(status.place(), name + "::" + address)));
  }

  private static void certificate(Node certificate, BundleBuilder into, Problems problems) {
    String path = certificate.get("path").textOrEmpty();
    Node end = Camel.either(certificate, "expiration_time");
    Optional<Instant> notAfter = KubernetesObject.instant(end);
    if (notAfter.isEmpty()) {
      problems.report(certificate.place(), "expected expiration_time as an RFC 3339 time");
    }
    notAfter.ifPresent(moment ->
        CertificateSettings.validity(
            CertificateSettings.NOT_AFTER, moment, path, end.place(), into));
    Node begin = Camel.either(certificate, "valid_from");
    KubernetesObject.instant(begin)
        .ifPresent(moment ->
            CertificateSettings.validity(
                CertificateSettings.NOT_BEFORE, moment, path, begin.place(), into));
    for (Node name : Camel.either(certificate, "subject_alt_names").items()) {
      name.entries()
          .forEach((kind, value) ->
              value
                  .text()
                  .ifPresent(text ->
                      into.add(
                          new Setting(
                              CertificateSettings.ALTERNATIVE_NAME,
                              Camel.toSnake(kind).equals("ip_address")
                                  ? "IP:" + text
                                  : kind.toUpperCase(java.util.Locale.ROOT) + ":" + text,
                              value.evidence()))));
    }
  }
}

package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Releases of the control planes and of the proxies. The control plane may be one minor release
 * ahead of a proxy, and never behind it (istio.io, "Supported Releases", control plane/data plane
 * skew).
 */
public final class MeshVersions {
  private static final int SUPPORTED_AHEAD = 1;

  /**
   * A proxy's release.
   *
   * @param pod empty when only a count of proxies is known
   */
  public record Proxy(String pod, Version version, Evidence evidence) {}

  private record Control(Version version, Evidence evidence) {}

  private final List<Control> controls = new ArrayList<>();
  private final List<Proxy> proxies = new ArrayList<>();
  private boolean told;

  private MeshVersions() {}

  /** From {@code istioctl version} and {@code proxy-status}, images and {@code /server_info}. */
  public static MeshVersions of(Bundle bundle) {
    MeshVersions versions = new MeshVersions();
    for (Setting setting : bundle.settings()) {
      Optional<Version> version = Version.of(setting.value());
      if (setting.key().equals("istio.version.control-plane")) {
        version.ifPresent(one -> versions.controls.add(new Control(one, setting.evidence())));
      } else if (setting.key().equals("istio.version.data-plane")) {
        version.ifPresent(one -> versions.proxies.add(new Proxy("", one, setting.evidence())));
      }
    }
    for (Table table : bundle.tables("proxy-status")) {
      for (Table.Row row : table.rows()) {
        String name = row.cell("NAME");
        int dot = name.indexOf('.');
        String pod = dot < 0 ? name : name.substring(0, dot);
        Version.of(row.cell("VERSION"))
            .ifPresent(one -> versions.proxies.add(new Proxy(pod, one, row.evidence())));
      }
    }
    for (KubernetesObject object : bundle.objects()) {
      List<Node> containers = new ArrayList<>(object.spec().below("containers"));
      containers.addAll(object.spec().below("initContainers"));
      containers.stream()
          .flatMap(list -> list.items().stream())
          .forEach(one -> versions.container(object, one));
    }
    for (KubernetesObject pod : bundle.objects("DescribedPod")) {
      pod.root()
          .get("Containers")
          .entries()
          .forEach((name, container) -> versions.image(pod, name, container.get("Image")));
    }
    versions.told = !versions.controls.isEmpty();
    if (!versions.told) {
      versions.atLeastNewestProxy();
    }
    return versions;
  }

  /** No proxy may be newer than its control plane, so that is at least as new as the newest. */
  private void atLeastNewestProxy() {
    proxies.stream()
        .max(Comparator.comparingInt(one -> one.version.aheadOf(proxies.getFirst().version)))
        .ifPresent(one -> controls.add(new Control(one.version, one.evidence)));
  }

  private void container(KubernetesObject object, Node container) {
    image(object, container.get("name").textOrEmpty(), container.get("image"));
  }

  private void image(KubernetesObject object, String name, Node image) {
    Optional<Version> version = Version.ofImage(image.textOrEmpty());
    boolean pod = object.kind().endsWith("Pod");
    if (version.isPresent() && name.equals(ProxyContainers.NAME) && pod) {
      proxies.add(new Proxy(object.name(), version.get(), image.evidence()));
    } else if (version.isPresent() && name.equals("discovery")) {
      controls.add(new Control(version.get(), image.evidence()));
    }
  }

  /**
   * Where only a least release of the control plane is known, skew can be seen but not excluded.
   */
  public boolean known() {
    boolean proven = told || proxies.stream().anyMatch(this::isSkewed);
    return proven && !controls.isEmpty() && !proxies.isEmpty();
  }

  public List<Proxy> proxies() {
    return proxies;
  }

  /** Of several control planes the one nearest to the proxy may be its own. */
  private OptionalInt ahead(Proxy proxy) {
    return controls.stream()
        .mapToInt(control -> control.version.aheadOf(proxy.version))
        .boxed()
        .min(Comparator.comparingInt(MeshVersions::beyond))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /** How far outside what is supported; 0 inside. */
  private static int beyond(int ahead) {
    return ahead < 0 ? -ahead : Math.max(0, ahead - SUPPORTED_AHEAD);
  }

  /** True when no control plane supports it. */
  public boolean isSkewed(Proxy proxy) {
    OptionalInt ahead = ahead(proxy);
    return ahead.isPresent() && beyond(ahead.getAsInt()) > 0;
  }

  /** Releases of the control planes as one text. */
  public String controlPlanes() {
    return String.join(", ", controls.stream().map(one -> one.version.text()).distinct().toList());
  }

  /** Where the releases of the control planes stand. */
  public List<Evidence> controlEvidence() {
    return controls.stream().map(Control::evidence).limit(2).toList();
  }
}

package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.Set;

/**
 * Istio's mesh config without the ConfigMap around it, as {@code kubectl get configmap istio -o
 * jsonpath={.data.mesh}} prints it. Fields from istio/api, {@code mesh/v1alpha1/config.proto}; the
 * last ones are those of releases up to 1.4.
 */
public final class MeshConfigShape implements DocumentShape {
  private static final Set<String> FIELDS =
      Set.of(
          "accessLogEncoding",
          "accessLogFile",
          "accessLogFormat",
          "caCertificates",
          "connectTimeout",
          "defaultConfig",
          "defaultDestinationRuleExportTo",
          "defaultProviders",
          "defaultServiceExportTo",
          "defaultVirtualServiceExportTo",
          "defaultHttpRetryPolicy",
          "discoverySelectors",
          "dnsRefreshRate",
          "enableAutoMtls",
          "enablePrometheusMerge",
          "enableTracing",
          "extensionProviders",
          "h2UpgradePolicy",
          "inboundTrafficPolicy",
          "ingressControllerMode",
          "ingressSelector",
          "ingressService",
          "localityLbSetting",
          "meshMTLS",
          "outboundTrafficPolicy",
          "pathNormalization",
          "protocolDetectionTimeout",
          "rootNamespace",
          "serviceSettings",
          "tcpKeepalive",
          "trustDomain",
          "trustDomainAliases",
          "authPolicy",
          "disablePolicyChecks",
          "sdsUdsPath",
          "mixerCheckServer",
          "mixerReportServer");

  /** One field alone may belong to anything. */
  private static final int FIELDS_NEEDED = 2;

  @Override
  public String format() {
    return "mesh-config";
  }

  @Override
  public boolean recognises(Node root) {
    return root.entries().keySet().stream().filter(FIELDS::contains).limit(FIELDS_NEEDED).count()
        == FIELDS_NEEDED;
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    into.add(new KubernetesObject("", "MeshConfig", "", "mesh", root));
  }
}

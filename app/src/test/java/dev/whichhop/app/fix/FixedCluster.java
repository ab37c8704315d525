package dev.whichhop.app.fix;

import dev.whichhop.app.live.TestCluster;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What tests of fixes need in the real API server: objects, other managers, and a look at them. */
final class FixedCluster implements AutoCloseable {
  private final Path kubeconfig = TestCluster.kubeconfig();
  private final KubernetesClient admin =
      new KubernetesClientBuilder()
          .withConfig(Config.fromKubeconfig("admin", kubeconfig.toFile()))
          .build();

  Path kubeconfig() {
    return kubeconfig;
  }

  String server() {
    String url = admin.getConfiguration().getMasterUrl();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Applies as this manager, and takes what others have where they conflict. */
  void apply(String manager, String yaml) {
    admin
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .resources()
        .forEach(one -> one.fieldManager(manager).forceConflicts().serverSideApply());
  }

  void namespace(String name) {
    apply("test", "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}\n");
  }

  /** A merge patch as this manager, as kubectl edit and controllers do it. */
  void patch(
      String manager, String apiVersion, String kind, String namespace, String name, String json) {
    admin
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(namespace)
        .withName(name)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build(),
            json);
  }

  /** What a controller would write. */
  void status(String apiVersion, String kind, String namespace, String name, String json) {
    admin
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(namespace)
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** The object without what every write changes; missing when there is none. */
  JsonNode object(String apiVersion, String kind, String namespace, String name) {
    GenericKubernetesResource found =
        admin
            .genericKubernetesResources(apiVersion, kind)
            .inNamespace(namespace)
            .withName(name)
            .get();
    if (found == null) {
      return JsonMapper.shared().createObjectNode().path("none");
    }
    JsonNode tree =
        JsonMapper.shared()
            .readTree(io.fabric8.kubernetes.client.utils.Serialization.asJson(found));
    ((ObjectNode) tree.path("metadata")).remove(List.of("resourceVersion", "generation"));
    return tree;
  }

  /** The kind of Istio that rules are, without its schema. */
  void destinationRules() throws InterruptedException {
    customKind("networking.istio.io", "destinationrules", "DestinationRule");
    customKind("networking.istio.io", "virtualservices", "VirtualService");
  }

  private void customKind(String group, String plural, String kind) throws InterruptedException {
    apply(
        "test",
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %2$s.%1$s}
        spec:
          group: %1$s
          scope: Namespaced
          names: {plural: %2$s, kind: %3$s}
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """
            .formatted(group, plural, kind));
    admin
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(plural + "." + group)
        .waitUntilCondition(
            one ->
                one.getStatus() != null
                    && one.getStatus().getConditions() != null
                    && one.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                            condition.getType().equals("Established")
                                && condition.getStatus().equals("True")),
            20,
            TimeUnit.SECONDS);
    // What the server says of itself follows a moment later.
    for (int i = 0; i < 100 && !discovered(group, plural); i++) {
      Thread.sleep(100);
    }
  }

  private boolean discovered(String group, String plural) {
    APIResourceList kinds = admin.getApiResources(group + "/v1");
    return kinds != null
        && kinds.getResources().stream().anyMatch(one -> one.getName().equals(plural));
  }

  @Override
  public void close() {
    admin.close();
  }
}

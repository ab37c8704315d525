package dev.whichhop.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.model.evidence.Gap;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Collecting from a real kube-apiserver: what it lists, refuses, pages and records. */
final class RealClusterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Collection collect(RealApiServer server, String context, String namespace)
      throws IOException {
    return Collecting.into(
        folder,
        server.kubeconfig(),
        context,
        Collecting.plan(List.of(namespace), Collecting.EVERYTHING, false));
  }

  private static void apply(KubernetesClient admin, String yaml) {
    admin.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).serverSideApply();
  }

  private static void namespace(KubernetesClient admin, String name) {
    apply(admin, "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}\n");
  }

  private JsonNode file(String name) {
    return JSON.readTree(folder.resolve(name).toFile());
  }

  private static void customKind(
      KubernetesClient admin, String group, String version, String plural, String kind)
      throws InterruptedException {
    apply(
        admin,
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %2$s.%1$s}
        spec:
          group: %1$s
          scope: Namespaced
          names: {plural: %2$s, kind: %4$s}
          versions:
          - name: %3$s
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """
            .formatted(group, plural, version, kind));
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
            java.util.concurrent.TimeUnit.SECONDS);
  }

  @Test
  void findsObjectsAndInstalledKindsAndAsksForNothingElse() throws Exception {
    RealApiServer server = RealApiServer.get();
    try (KubernetesClient admin = server.admin()) {
      namespace(admin, "mesh");
      namespace(admin, "istio-system");
      customKind(admin, "networking.istio.io", "v1", "virtualservices", "VirtualService");
      apply(
          admin,
          """
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: cart, namespace: mesh}
          spec: {hosts: [cart.example.com]}
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: cart, namespace: mesh}
          spec: {selector: {app: cart}, ports: [{port: 80}]}
          ---
          apiVersion: v1
          kind: Secret
          metadata: {name: key, namespace: mesh}
          stringData: {token: c4n4ry-of-a-secret}
          ---
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: settings, namespace: mesh}
          data: {password: c4n4ry-of-an-application}
          ---
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: istio, namespace: istio-system}
          data: {mesh: "accessLogFile: /dev/stdout", chart: c4n4ry-of-a-chart}
          ---
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: others, namespace: istio-system}
          data: {password: c4n4ry-of-another}
          """);
    }
    int before = server.audit().size();

    Collection collection = collect(server, "admin", "mesh");

    assertThat(collection.gaps()).isEmpty();
    JsonNode virtualService =
        file("kubernetes/mesh/virtualservices.networking.istio.io.json").path("items").path(0);
    assertThat(virtualService.path("kind").asString()).isEqualTo("VirtualService");
    assertThat(virtualService.path("spec").path("hosts").path(0).asString())
        .isEqualTo("cart.example.com");
    JsonNode service = file("kubernetes/mesh/services.json").path("items").path(0);
    assertThat(service.path("apiVersion").asString()).isEqualTo("v1");
    assertThat(service.path("kind").asString()).isEqualTo("Service");
    JsonNode maps = file("kubernetes/istio-system/configmaps.json").path("items");
    assertThat(maps.size()).isEqualTo(1);
    assertThat(maps.path(0).path("data").propertyNames()).containsExactly("mesh");
    try (var files = Files.walk(folder)) {
      for (Path one : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(one)).doesNotContain("c4n4ry");
      }
    }

    List<String> verbs = new ArrayList<>();
    List<String> audit = server.audit();
    for (String line : audit.subList(before, audit.size())) {
      JsonNode request = JSON.readTree(line);
      if (request.path("userAgent").asString("").equals("whichhop")) {
        verbs.add(request.path("verb").asString());
        assertThat(request.path("objectRef").path("resource").asString("")).isNotEqualTo("secrets");
      }
    }
    assertThat(verbs).hasSize(collection.requests()).containsOnly("get", "list");
  }

  @Test
  void findsKindsThatThePreferredVersionOfTheirGroupDoesNotHave() throws Exception {
    RealApiServer server = RealApiServer.get();
    try (KubernetesClient admin = server.admin()) {
      namespace(admin, "older");
      customKind(admin, "networking.istio.io", "v1", "virtualservices", "VirtualService");
      customKind(admin, "networking.istio.io", "v1alpha3", "envoyfilters", "EnvoyFilter");
      apply(
          admin,
          """
          apiVersion: networking.istio.io/v1alpha3
          kind: EnvoyFilter
          metadata: {name: timers, namespace: older}
          spec: {configPatches: []}
          """);
    }
    collect(server, "admin", "older");
    JsonNode filter =
        file("kubernetes/older/envoyfilters.networking.istio.io.json").path("items").path(0);
    assertThat(filter.path("apiVersion").asString()).isEqualTo("networking.istio.io/v1alpha3");
    assertThat(filter.path("metadata").path("name").asString()).isEqualTo("timers");
  }

  @Test
  void listsPageByPage() throws Exception {
    RealApiServer server = RealApiServer.get();
    try (KubernetesClient admin = server.admin()) {
      namespace(admin, "many");
      for (int i = 0; i < 620; i++) {
        admin
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withName("worker-" + i)
                    .withNamespace("many")
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("app")
                    .withImage("app")
                    .endContainer()
                    .endSpec()
                    .build())
            .create();
      }
    }
    int before = server.audit().size();

    collect(server, "admin", "many");

    JsonNode items = file("kubernetes/many/pods.json").path("items");
    assertThat(items.valueStream().map(one -> one.path("metadata").path("name").asString()))
        .doesNotHaveDuplicates()
        .hasSize(620);
    List<String> audit = server.audit();
    assertThat(
            audit.subList(before, audit.size()).stream()
                .filter(line -> line.contains("/namespaces/many/pods?limit=")))
        .hasSize(3);
  }

  @Test
  void whatIsDeniedIsNamedWithTheRuleThatWouldAllowIt() throws Exception {
    RealApiServer server = RealApiServer.get();
    try (KubernetesClient admin = server.admin()) {
      namespace(admin, "shop");
      Gap pods =
          collect(server, "nobody", "shop").gaps().stream()
              .filter(gap -> gap.what().equals("pods") && gap.where().equals("shop"))
              .findFirst()
              .orElseThrow();
      assertThat(pods.state()).isEqualTo(Gap.State.DENIED);
      assertThat(pods.why()).contains("403").contains("nobody");
      assertThat(pods.artefacts()).contains("pods");

      // The rule is taken at its word.
      apply(
          admin,
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: Role
          metadata: {name: exactly, namespace: shop}
          rules:
          - %s
          ---
          apiVersion: rbac.authorization.k8s.io/v1
          kind: RoleBinding
          metadata: {name: exactly, namespace: shop}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: exactly}
          subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: nobody}]
          """
              .formatted(pods.rule()));
      Path second = Files.createDirectory(folder.resolve("second"));
      List<Gap> left =
          Collecting.into(
                  second,
                  server.kubeconfig(),
                  "nobody",
                  Collecting.plan(List.of("shop"), Collecting.EVERYTHING, false))
              .gaps();
      assertThat(left).isNotEmpty();
      assertThat(left).noneMatch(gap -> gap.what().equals("pods") && gap.where().equals("shop"));
    }
  }

  @Test
  void thePublishedRoleIsEnough() throws Exception {
    RealApiServer server = RealApiServer.get();
    try (KubernetesClient admin = server.admin()) {
      namespace(admin, "looked-at");
      apply(admin, Files.readString(Path.of("../deploy/roles/look.yaml")));
      apply(
          admin,
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: ClusterRoleBinding
          metadata: {name: looker}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: whichhop-look}
          subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: looker}]
          """);
      customKind(admin, "serving.knative.dev", "v1", "services", "Service");
      customKind(admin, "elbv2.k8s.aws", "v1beta1", "targetgroupbindings", "TargetGroupBinding");
    }
    Collection collection =
        Collecting.into(
            folder,
            server.kubeconfig(),
            "looker",
            Collecting.plan(List.of(), Collecting.EVERYTHING, false));
    // Pods of other tests have a node that is gone; nothing is denied.
    assertThat(collection.gaps()).noneMatch(gap -> gap.state() == Gap.State.DENIED);
    assertThat(collection.files()).isNotEmpty();
  }

  @Test
  void aNamespaceThatDoesNotExistIsSaid() throws Exception {
    RealApiServer server = RealApiServer.get();
    assertThat(collect(server, "admin", "sohp").gaps())
        .anyMatch(gap -> gap.what().equals("namespace sohp") && gap.why().contains("not exist"));
  }

  @Test
  void aKindThatIsOnlyHalfInstalledDoesNotStopTheRest() throws Exception {
    RealApiServer server = RealApiServer.get();
    try (KubernetesClient admin = server.admin()) {
      namespace(admin, "half");
      apply(
          admin,
          """
          apiVersion: apiregistration.k8s.io/v1
          kind: APIService
          metadata: {name: v1.telemetry.istio.io}
          spec:
            group: telemetry.istio.io
            version: v1
            groupPriorityMinimum: 1000
            versionPriority: 10
            insecureSkipTLSVerify: true
            service: {name: gone, namespace: half}
          """);
      Collection collection = collect(server, "admin", "half");
      assertThat(collection.files()).isNotEmpty();
      assertThat(collection.gaps())
          .anyMatch(gap -> gap.what().equals("kinds of telemetry.istio.io/v1"));
      admin
          .genericKubernetesResources("apiregistration.k8s.io/v1", "APIService")
          .withName("v1.telemetry.istio.io")
          .delete();
    }
  }

  @Test
  void aContextThatIsNotThereIsSaidWithThoseThatAre() {
    RealApiServer server = RealApiServer.get();
    assertThatThrownBy(() -> collect(server, "production", "shop"))
        .isInstanceOf(NoCluster.class)
        .hasMessageContaining("production")
        .hasMessageContaining("looker");
  }
}

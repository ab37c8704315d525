package dev.whichhop.app.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.Run;
import dev.whichhop.fix.ChangeableKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published role is what fix needs and no more, and fix sends nothing else. */
final class FixRoleTest {
  private static final Path ROLE = Path.of("../deploy/roles/fix.yaml");

  @TempDir private Path folder;

  private final List<String> cluster = new ArrayList<>();

  private Run fix(String... arguments) {
    List<String> all = new ArrayList<>(List.of("fix"));
    all.addAll(List.of(arguments));
    all.addAll(cluster);
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void theRoleNamesEveryKindWithItsVerbs() throws IOException {
    Map<String, Set<String>> expected = new TreeMap<>();
    for (ChangeableKind kind : ChangeableKind.values()) {
      Set<String> verbs = new TreeSet<>(Set.of("get", "patch"));
      if (kind.creatable()) {
        verbs.addAll(Set.of("create", "delete"));
      }
      if (kind == ChangeableKind.DESTINATION_RULE) {
        // Is there a rule for the host by another name?
        verbs.add("list");
      }
      expected.put(kind.group() + "/" + kind.plural(), verbs);
    }
    JsonNode role =
        JsonMapper.shared()
            .valueToTree(
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(ROLE)));
    Map<String, Set<String>> published = new TreeMap<>();
    for (JsonNode rule : role.path("rules")) {
      for (JsonNode resource : rule.path("resources")) {
        Set<String> verbs = new TreeSet<>();
        rule.path("verbs").forEach(one -> verbs.add(one.asString()));
        published.put(rule.path("apiGroups").path(0).asString() + "/" + resource.asString(), verbs);
      }
    }
    assertThat(published).isEqualTo(expected);
  }

  @Test
  void withItAloneAFixCanBePlannedMadeAndTakenBack() throws Exception {
    try (FixedCluster server = new FixedCluster()) {
      server.destinationRules();
      server.namespace("fix-role");
      server.apply("test", Files.readString(ROLE));
      server.apply(
          "test",
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: RoleBinding
          metadata: {name: fixer, namespace: fix-role}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: whichhop-fix}
          subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: fixer}]
          """);
      server.apply(
          "helm",
          """
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: cart, namespace: fix-role}
          spec:
            selector: {matchLabels: {app: cart}}
            template:
              metadata: {labels: {app: cart}}
              spec: {containers: [{name: app, image: cart}]}
          """);
      cluster.addAll(List.of("--kubeconfig", server.kubeconfig().toString(), "--as", "fixer"));
      cluster.addAll(List.of("--journal", folder.resolve("journal").toString()));
      String answer =
          Answers.idleTimeout("fix-role", "cart", "cart")
              .and(Answers.waitBeforeStop("fix-role", "cart"))
              .tree()
              .toString()
              .replaceFirst("\\{", "{\"kind\":\"Diagnosis\",");
      String file = Files.writeString(folder.resolve("answer.json"), answer).toString();
      Path audit = server.kubeconfig().resolveSibling("audit.log");
      int before = Files.readAllLines(audit).size();
      // Its grace period is a default that nobody owns.
      JsonNode untouched = server.object("apps/v1", "Deployment", "fix-role", "cart");

      Run applied =
          fix(
              "apply",
              file,
              "--yes",
              "--force-conflicts",
              "--wait",
              "1s",
              "--change",
              "1",
              "--change",
              "2");
      // Nobody makes pods there.
      assertThat(applied.status()).as(applied.err()).isEqualTo(5);
      assertThat(applied.out()).contains("1: applied", "2: applied, but its pods are not ready");
      String fix = fix("list").out().substring(0, 15);
      assertThat(fix("undo", fix, "--yes").status()).isZero();
      assertThat(server.object("apps/v1", "Deployment", "fix-role", "cart")).isEqualTo(untouched);

      Set<String> sent = new TreeSet<>();
      List<String> lines = Files.readAllLines(audit);
      for (String line : lines.subList(before, lines.size())) {
        JsonNode request = JsonMapper.shared().readTree(line);
        if (request.path("userAgent").asString("").equals("whichhop-fix")) {
          assertThat(request.path("responseStatus").path("code").asInt()).isNotEqualTo(403);
          String resource = request.path("objectRef").path("resource").asString("");
          if (!resource.isEmpty()) {
            sent.add(request.path("verb").asString() + " " + resource);
          }
        }
      }
      assertThat(sent)
          .containsExactly(
              "create destinationrules",
              "delete destinationrules",
              "get deployments",
              "get destinationrules",
              "list destinationrules",
              "patch deployments");
    }
  }
}

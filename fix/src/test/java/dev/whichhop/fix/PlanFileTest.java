package dev.whichhop.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A plan is read as it was written, and a file that is none is named, whatever is wrong with it.
 */
final class PlanFileTest {
  private static final Plan PLAN =
      new Plan(
          "https://example.test",
          List.of(
              new PlannedChange(
                  1,
                  new Remedied("cause", "remedy", "yaml", "spec: {}", "Deployment/shop/cart", ""),
                  new ObjectAddress(ChangeableKind.DEPLOYMENT, "v1", "shop", "cart"),
                  "0-1",
                  JsonMapper.shared()
                      .readTree(
                          """
                          {"apiVersion": "apps/v1", "kind": "Deployment",
                           "metadata": {"name": "cart", "namespace": "shop"}, "spec": {"a": 1}}
                          """),
                  List.of(
                      new FieldChange(
                          new FieldPath(List.of("f:spec", "f:a")),
                          null,
                          JsonMapper.shared().readTree("1"),
                          1)),
                  List.of(new Conflict(".spec.a", "helm")),
                  List.of(new Caretaker(Caretaker.Tool.HELM, "shop/cart")),
                  List.of(new Touch(Touch.What.PODS, "2")))),
          List.of(
              new Unplanned(
                  new Remedied("cause", "other", "none", "", "", ""), Unplanned.Reason.WORDS, "")));

  @TempDir private Path folder;

  private Path file(JsonNode tree) throws IOException {
    return Files.writeString(folder.resolve("plan.json"), tree.toPrettyString());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertThat(PlanFile.read(file(PlanFile.tree(PLAN)))).contains(PLAN);
  }

  /** A plan is a file that others may have written: it must not reach another path of the API. */
  @Test
  void aPlanThatMeansAnotherObjectThanItSaysIsRefused() throws IOException {
    List<JsonNode> plans = new ArrayList<>();
    for (String version :
        List.of(
            "v1/namespaces/kube-system/configmaps/x?force=true#", "v1?x", "v1#", "", "v1/../x")) {
      JsonNode tree = PlanFile.tree(PLAN).deepCopy();
      ((ObjectNode) tree.at("/changes/0/at")).put("version", version);
      plans.add(tree);
    }
    JsonNode other = PlanFile.tree(PLAN).deepCopy();
    ((ObjectNode) other.at("/changes/0/fields/metadata")).put("name", "other");
    plans.add(other);
    JsonNode made = PlanFile.tree(PLAN).deepCopy();
    ((ObjectNode) made.at("/changes/0")).put("uid", "");
    plans.add(made);
    for (JsonNode plan : plans) {
      assertThatThrownBy(() -> PlanFile.read(file(plan)))
          .as(plan.toString())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("plan.json");
    }
  }

  /** Every node of the file in turn is taken out or is something else. */
  @Test
  void aDamagedPlanIsAPlanOrAnErrorThatNamesTheFile() throws IOException {
    int refused = 0;
    for (JsonNode wrong :
        List.of(
            NullNode.getInstance(),
            StringNode.valueOf("../x"),
            BooleanNode.TRUE,
            JsonMapper.shared().createObjectNode(),
            JsonMapper.shared().createArrayNode().add("x"))) {
      int nodes = nodes(PlanFile.tree(PLAN));
      assertThat(nodes).isGreaterThan(40);
      for (int i = 1; i < nodes; i++) {
        JsonNode tree = PlanFile.tree(PLAN).deepCopy();
        replace(tree, i, wrong);
        try {
          PlanFile.read(file(tree));
        } catch (IOException named) {
          assertThat(named).hasMessageContaining("plan.json");
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(40);
  }

  private static int nodes(JsonNode tree) {
    int count = 1;
    for (JsonNode child : tree) {
      count += nodes(child);
    }
    return count;
  }

  /** Replaces the node with this number, counted from the root in order. */
  private static int replace(JsonNode tree, int number, JsonNode wrong) {
    int left = number;
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
    for (int i = 0; i < tree.size(); i++) {
      if (tree instanceof ArrayNode list) {
        left--;
        if (left == 0) {
          list.set(i, wrong);
          return 0;
        }
        left = replace(list.path(i), left, wrong);
      }
    }
    fields.addAll(tree.properties());
    for (Map.Entry<String, JsonNode> field : fields) {
      left--;
      if (left == 0) {
        ((ObjectNode) tree).set(field.getKey(), wrong);
        return 0;
      }
      left = left > 0 ? replace(field.getValue(), left, wrong) : left;
    }
    return left;
  }
}

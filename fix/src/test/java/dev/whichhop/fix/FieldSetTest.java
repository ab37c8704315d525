package dev.whichhop.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fields as the server writes them; the texts are those of a kube-apiserver 1.34. */
final class FieldSetTest {
  private static final String OF_A_DEPLOYMENT =
      """
      {"f:metadata":{"f:labels":{".":{},"f:app":{}}},
       "f:spec":{"f:replicas":{},
        "f:template":{"f:spec":{"f:containers":{"k:{\\"name\\":\\"app\\"}":{".":{},"f:image":{},"f:name":{},
         "f:env":{"k:{\\"name\\":\\"A\\"}":{".":{},"f:name":{},"f:value":{}}}}}}}}}
      """;

  private static final JsonNode OBJECT =
      json(
          """
          {"metadata":{"labels":{"app":"cart","a.b/c":"d"}},
           "spec":{"template":{"spec":{"containers":[
             {"name":"istio-proxy","image":"p"},{"name":"app","image":"cart:1"}]}}}}
          """);

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void theTreeOfTheFieldsIsTheSameTree() {
    JsonNode tree = json(OF_A_DEPLOYMENT);
    assertThat(FieldSet.of(tree)).hasSize(9);
    assertThat(FieldSet.tree(FieldSet.of(tree))).isEqualTo(tree);
  }

  @Test
  void aFieldOfAListItemIsFoundByItsKey() {
    FieldPath image =
        FieldSet.of(json(OF_A_DEPLOYMENT)).stream()
            .filter(one -> one.toString().endsWith(".image"))
            .findFirst()
            .orElseThrow();
    assertThat(image).hasToString("spec.template.spec.containers[{\"name\":\"app\"}].image");
    assertThat(image.in(OBJECT).asString()).isEqualTo("cart:1");
    assertThat(image.pointer(OBJECT).orElseThrow())
        .containsExactly("spec", "template", "spec", "containers", "1", "image");
  }

  @Test
  void whatIsNotThereIsMissing() {
    FieldPath label =
        FieldSet.of(json("{\"f:metadata\":{\"f:labels\":{\"f:x\":{}}}}")).iterator().next();
    assertThat(label.in(OBJECT).isMissingNode()).isTrue();
    FieldPath item = label.first(1).then("f:list").then("k:{\"name\":\"x\"}");
    assertThat(item.in(OBJECT).isMissingNode()).isTrue();
  }
}

package dev.whichhop.evidence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DocumentsTest {
  static final String JSON_LIST =
      """
      {
        "apiVersion": "v1",
        "items": [
          {"kind": "Pod", "metadata": {"name": "a"}},
          {"kind": "Pod", "metadata": {"name": "b"}},
          {"kind": "Pod", "metadata": {"name": "c"}}
        ],
        "kind": "List"
      }
      """;

  static final String YAML_LIST =
      """
      apiVersion: v1
      items:
      - kind: Pod
        metadata:
          name: "a"
          annotations:
            autoscaling.knative.dev/window: 60s
      - kind: Pod
        metadata: {name: "b", labels: {app: "x"}}
      kind: List
      """;

  private final Problems problems = new Problems();

  private List<Node> json(String text) {
    return ParsedText.json("a.json", 1, text, problems);
  }

  private List<Node> yaml(String text) {
    return ParsedText.yaml("a.yaml", 1, text, problems);
  }

  @Test
  void jsonRemembersLinesAndPaths() {
    Node name = json(JSON_LIST).getFirst().get("items").items().get(1).at("metadata", "name");
    assertThat(name.textOrEmpty()).isEqualTo("b");
    assertThat(name.place()).hasToString("a.json:5 items[1].metadata.name");
    assertThat(problems.count()).isZero();
  }

  @Test
  void yamlRemembersLinesAndPathsAndKeysWithDots() {
    Node metadata = yaml(YAML_LIST).getFirst().get("items").items().getFirst().get("metadata");
    Node window = metadata.at("annotations", "autoscaling.knative.dev/window");
    assertThat(window.place())
        .hasToString("a.yaml:7 items[0].metadata.annotations[\"autoscaling.knative.dev/window\"]");
    assertThat(window.evidence().text()).isEqualTo("autoscaling.knative.dev/window: 60s");
    assertThat(metadata.get("name").evidence().text()).isEqualTo("name: a");
  }

  @Test
  void linesCountFromTheFirstLineOfAPart() {
    assertThat(ParsedText.json("s", 10, "{\n\"a\":1}", problems).getFirst().get("a").place().line())
        .isEqualTo(11);
    assertThat(
            ParsedText.yaml("s", 10, "---\nb: 1\n---\nc: 1", problems)
                .get(1)
                .get("c")
                .place()
                .line())
        .isEqualTo(13);
  }

  @Test
  void numbersBooleansAndNullAsWritten() {
    Node json = json("{\"a\": 1.50, \"b\": true, \"c\": null, \"a\": 0.10}").getFirst();
    assertThat(json.get("a").textOrEmpty()).as("the last of equal keys").isEqualTo("0.10");
    assertThat(json.get("b").isTrue()).isTrue();
    assertThat(json.get("c").text()).isEmpty();
    Node yaml = yaml("a: 0x10\nb: \"true\"\nc: ~\nd:\ne: 'null'\na: 07\n").getFirst();
    assertThat(yaml.get("a").textOrEmpty()).isEqualTo("07");
    assertThat(yaml.get("c").text()).isEmpty();
    assertThat(yaml.get("d").exists()).isTrue();
    assertThat(yaml.get("e").textOrEmpty()).isEqualTo("null");
  }

  @Test
  void severalDocumentsWithCommentsBetween() {
    assertThat(json("# first\n{\"a\":1}\n# second\n{\"b\":2,}\n")).hasSize(2);
    assertThat(yaml("# first\na: 1\n---\n# none\n---\nb: |\n  ---\n  c\n--- # third\nd: 1\n"))
        .filteredOn(node -> !node.entries().isEmpty())
        .hasSize(3);
    assertThat(problems.count()).isZero();
  }

  @Test
  void aBrokenDocumentDoesNotCostTheOthers() {
    assertThat(yaml("a: 1\n---\n\tb: 2\n---\nc: 3\n"))
        .extracting(node -> node.entries().keySet().toString())
        .containsExactly("[a]", "[c]");
    assertThat(problems.kept().getFirst().place().line()).isEqualTo(3);
    assertThat(json("{\"a\": 1}\n{\"b\": }\nnoise\n{\"c\": 3}\n"))
        .extracting(node -> node.entries().keySet().toString())
        .containsExactly("[a]", "[c]");
    assertThat(problems.kept().get(1).place().line()).isEqualTo(2);
  }

  @Test
  void ofATruncatedListTheCompleteItemsAreKept() {
    String cut = JSON_LIST.substring(0, JSON_LIST.indexOf("\"c\"") + 2);
    assertThat(json(cut))
        .extracting(node -> node.at("metadata", "name").textOrEmpty())
        .containsExactly("a", "b");
    String aws = "{\"TargetGroups\": [{\"Port\": 80}, {\"Port\": 443}, {\"Po";
    assertThat(json(aws).getFirst().get("TargetGroups").items()).hasSize(2);
    String yaml = YAML_LIST.substring(0, YAML_LIST.indexOf("labels") + 9);
    assertThat(yaml(yaml))
        .extracting(node -> node.at("metadata", "name").textOrEmpty())
        .containsExactly("a");
    assertThat(problems.count()).isEqualTo(3);
  }

  @Test
  void ofATruncatedObjectOnlyCompleteFieldsAreKept() {
    Node pod =
        json("{\"kind\": \"Pod\", \"spec\": {\"a\": 1}, \"status\": {\"phase\": \"Ru").getFirst();
    assertThat(pod.entries()).containsOnlyKeys("kind", "spec");
  }

  @Test
  void anchorsAliasesAndMergeKeys() {
    Node root =
        yaml("base: &base {a: 1, b: 2}\nuse:\n  <<: *base\n  b: 3\nagain: *base\n").getFirst();
    assertThat(root.at("use", "a").textOrEmpty()).isEqualTo("1");
    assertThat(root.at("use", "b").textOrEmpty()).isEqualTo("3");
    assertThat(root.at("again", "b").textOrEmpty()).isEqualTo("2");
  }

  @Test
  void anAliasBombIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(yaml(bomb + "---\nb: 1\n").getLast().get("b").exists()).isTrue();
    assertThat(problems.kept().getFirst().message()).contains("aliases expand to more than");
  }

  @Test
  void unknownAliasesAndTemplatesAreProblems() {
    yaml("a: *nothing\n");
    yaml("a: &a [*a]\n");
    yaml("{{ .Values.x }}: 1\n");
    yaml("a: {{ .Values.x }}\n");
    assertThat(problems.count()).isEqualTo(4);
  }

  @Test
  void veryDeepNestingIsRefused() {
    json("[".repeat(100_000));
    yaml("[".repeat(5_000));
    yaml("- ".repeat(5_000) + "a\n");
    assertThat(problems.count()).isEqualTo(3);
    assertThat(problems.kept())
        .allMatch(one -> one.message().contains("nested") || one.message().contains("depth"));
  }

  @Test
  void pathsDoNotFillTheMemory() {
    String deep = ("{\"" + "k".repeat(900) + "\":").repeat(100) + "[" + "1,".repeat(100_000) + "1]";
    List<Node> documents = json(deep + "}".repeat(100));
    assertThat(documents).hasSize(1);
  }

  @Test
  void manyMistakesEndSoon() {
    json("[x\n".repeat(1_000_000));
    assertThat(problems.count()).isBetween(1, 1_000);
  }
}

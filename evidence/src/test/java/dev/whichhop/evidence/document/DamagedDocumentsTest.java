package dev.whichhop.evidence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class DamagedDocumentsTest {
  private final Problems problems = new Problems();

  @Property(seed = "2026", tries = 300)
  void jsonCutAnywhereGivesAPrefix(@ForAll @IntRange(max = 230) int length) {
    List<Node> documents =
        ParsedText.json(
            "a",
            1,
            DocumentsTest.JSON_LIST.substring(
                0, Math.min(length, DocumentsTest.JSON_LIST.length())),
            problems);
    List<String> names =
        documents.stream()
            .flatMap(node -> node.below("name").stream())
            .map(Node::textOrEmpty)
            .toList();
    assertThat(List.of("a", "b", "c").subList(0, names.size())).isEqualTo(names);
  }

  @Property(seed = "2026", tries = 300)
  void yamlCutAnywhereNeverThrows(@ForAll @IntRange(max = 230) int length) {
    assertThat(
            ParsedText.yaml(
                "a",
                1,
                DocumentsTest.YAML_LIST.substring(
                    0, Math.min(length, DocumentsTest.YAML_LIST.length())),
                problems))
        .isNotNull();
  }

  @Property(seed = "2026", tries = 500)
  void anyTextNeverThrows(@ForAll String text) {
    assertThat(ParsedText.json("a", 1, text, problems)).isNotNull();
    assertThat(ParsedText.json("a", 1, "{\"a\":" + text, problems)).isNotNull();
    assertThat(ParsedText.yaml("a", 1, text, problems)).isNotNull();
    assertThat(ParsedText.yaml("a", 1, "a: " + text, problems)).isNotNull();
  }
}

package dev.whichhop.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DocumentPackerTest {
  private final DocumentPacker packer = new DocumentPacker("pods.yaml", "");

  private int scalar(String key, String text, int line) {
    packer.key(key);
    return packer.scalar(text, line, false);
  }

  private Node taken() {
    Node document = packer.take();
    assertThat(document).isNotNull();
    return document;
  }

  @Test
  void whatIsWrittenIsReadWithItsPlaces() {
    packer.start(true, 1);
    packer.key("items");
    packer.start(false, 1);
    packer.start(true, 2);
    scalar("name", "a", 2);
    packer.key("sidecar.istio.io/inject");
    packer.scalar(null, 3, false);
    packer.end();
    packer.scalar("b", 4, true);
    packer.end();
    scalar("kind", "List", 5);
    packer.end();

    Node root = taken();
    assertThat(root.entries()).containsOnlyKeys("items", "kind");
    assertThat(root.get("kind").place()).hasToString("pods.yaml:5 kind");
    List<Node> items = root.get("items").items();
    assertThat(items).hasSize(2);
    assertThat(items.getFirst().get("name").place()).hasToString("pods.yaml:2 items[0].name");
    Node inject = items.getFirst().get("sidecar.istio.io/inject");
    assertThat(inject.exists()).isTrue();
    assertThat(inject.text()).isEmpty();
    assertThat(inject.place().path()).isEqualTo("items[0][\"sidecar.istio.io/inject\"]");
    assertThat(items.reversed().getFirst().isBlock()).isTrue();
    assertThat(root.get("missing").exists()).isFalse();
    assertThat(root.get("missing").place()).isEqualTo(root.place());
    assertThat(root.below("name")).extracting(Node::textOrEmpty).containsExactly("a");
  }

  @Test
  void ofEqualKeysTheLastCounts() {
    packer.start(true, 1);
    packer.key("a");
    packer.start(true, 1);
    scalar("inner", "1", 1);
    packer.end();
    scalar("b", "2", 2);
    scalar("a", "3", 3);
    scalar("a", "4", 4);
    packer.end();

    Node root = taken();
    assertThat(root.get("a").textOrEmpty()).isEqualTo("4");
    assertThat(root.entries()).containsOnlyKeys("a", "b");
    assertThat(root.below("inner")).isEmpty();
  }

  @Test
  void copiesAreWholeAndMergedEntriesGiveWay() {
    packer.start(true, 1);
    packer.key("base");
    int base = packer.start(true, 1);
    scalar("a", "1", 1);
    packer.key("b");
    packer.start(false, 2);
    packer.scalar("x", 2, false);
    packer.end();
    packer.end();
    packer.key("again");
    packer.copy(base);
    packer.key("use");
    packer.start(true, 4);
    scalar("a", "own", 4);
    packer.key("<<");
    packer.merge(base);
    packer.end();
    packer.end();

    Node root = taken();
    assertThat(packer.take()).isNull();
    assertThat(root.at("again", "b").items()).extracting(Node::textOrEmpty).containsExactly("x");
    assertThat(root.at("use", "a").textOrEmpty()).isEqualTo("own");
    assertThat(root.at("use", "b").items()).hasSize(1);
    assertThat(root.at("use", "b").place()).hasToString("pods.yaml:2 use.b");
  }

  @Test
  void manyTextsAndKeysStayApart() {
    packer.start(true, 1);
    for (int i = 0; i < 100_000; i++) {
      scalar("key" + i, "text" + i % 70_000, i);
    }
    packer.end();

    Map<String, Node> entries = taken().entries();
    assertThat(entries).hasSize(100_000);
    for (int i : new int[] {0, 63, 64, 65_535, 69_999, 70_001, 99_999}) {
      assertThat(entries.get("key" + i).textOrEmpty()).isEqualTo("text" + i % 70_000);
    }
  }

  @Test
  void theSameValueIsEqualHoweverItIsReached() {
    packer.start(true, 1);
    packer.key("a");
    packer.start(true, 1);
    packer.end();
    packer.end();

    Node root = taken();
    assertThat(root.get("a")).isEqualTo(root.entries().get("a")).hasSameHashCodeAs(root.get("a"));
    assertThat(root.get("a")).isNotEqualTo(root);
  }
}

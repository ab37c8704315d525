package dev.whichhop.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlaceTest {
  private final Place root = new Place("a.yaml", 1, "");

  @Test
  void aPathIsMadeOfKeysAndItems() {
    Place port = root.below("spec", 2).below("ports", 3).item(0, 4).below("name", 4);
    assertThat(port).hasToString("a.yaml:4 spec.ports[0].name");
    assertThat(port).isEqualTo(new Place("a.yaml", 4, "spec.ports[0].name"));
    assertThat(port).hasSameHashCodeAs(new Place("a.yaml", 4, "spec.ports[0].name"));
    assertThat(port).isNotEqualTo(new Place("a.yaml", 4, "spec.ports[1].name"));
  }

  @Test
  void aKeyWithDotsIsQuoted() {
    assertThat(root.below("a.b/c", 2).path()).isEqualTo("[\"a.b/c\"]");
    assertThat(root.below("data", 2).below("a.b/c", 2).path()).isEqualTo("data[\"a.b/c\"]");
  }

  @Test
  void longPathsEnd() {
    Place deep = root;
    for (int i = 0; i < 190; i++) {
      deep = deep.below("k".repeat(900), 1);
    }
    assertThat(deep.path()).hasSizeLessThan(2_000);
  }
}

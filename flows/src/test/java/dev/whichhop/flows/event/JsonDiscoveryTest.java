package dev.whichhop.flows.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonDiscoveryTest {
  private static final int MANY = 32_000;

  @Test
  void listsAreFieldsBesideTheirElements() {
    assertThat(JsonDiscovery.fields("{\"a\":{\"b\":[1,null,{\"c\":\"x\"}]},\"@d\":true}"))
        .containsExactly(
            entry("a.b", "[1,null,{\"c\":\"x\"}]"),
            entry("a.b.0", "1"),
            entry("a.b.2.c", "x"),
            entry("@@d", "1"));
  }

  /** Values that are no fields do not count, so that only the walk itself ends. */
  @Test
  @Timeout(5)
  void aLongListOfNothing() {
    String list = repeated("null");
    assertThat(JsonDiscovery.fields("{\"a\":" + list + "}")).containsExactly(entry("a", list));
  }

  @Test
  @Timeout(5)
  void aLongListOfLists() {
    Map<String, String> fields = JsonDiscovery.fields("{\"a\":" + repeated("[null]") + "}");
    assertThat(fields).hasSize(200).containsKeys("a", "a.0", "a.198").doesNotContainKey("a.199");
  }

  @Test
  void twoHundredValues() {
    assertThat(JsonDiscovery.fields("{\"a\":" + repeated("[7]") + "}"))
        .hasSize(400)
        .containsKeys("a.198", "a.199.0")
        .doesNotContainKeys("a.199", "a.200.0");
  }

  private static String repeated(String element) {
    return "[" + String.join(",", Collections.nCopies(MANY, element)) + "]";
  }
}

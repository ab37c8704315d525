package dev.whichhop.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Old values come back, and what others have put beside them stays. */
final class FormerTest {
  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static FieldPath path(String... names) {
    List<String> steps = new ArrayList<>();
    for (String name : names) {
      steps.add("f:" + name);
    }
    return new FieldPath(steps);
  }

  private static List<FieldChange> changes(JsonNode before, JsonNode after, FieldPath... paths) {
    List<FieldChange> changes = new ArrayList<>();
    for (FieldPath path : paths) {
      FieldChange change = FieldChange.between(path, before, after);
      if (change != null) {
        changes.add(change);
      }
    }
    return changes;
  }

  @Test
  void whatTheFixMadeOnTheWayGoesToo() {
    JsonNode before = json("{\"spec\":{\"host\":\"cart\"}}");
    JsonNode after = json("{\"spec\":{\"host\":\"cart\",\"policy\":{\"pool\":{\"idle\":4}}}}");
    List<FieldChange> changes = changes(before, after, path("spec", "policy", "pool", "idle"));
    assertThat(Former.of(after, changes, _ -> false)).isEqualTo(before);
  }

  @Test
  void whatOthersPutBesideItStays() {
    JsonNode before = json("{\"spec\":{}}");
    JsonNode after = json("{\"spec\":{\"policy\":{\"pool\":{\"idle\":4}}}}");
    JsonNode live = json("{\"spec\":{\"policy\":{\"pool\":{\"idle\":4},\"tls\":\"on\"}}}");
    List<FieldChange> changes = changes(before, after, path("spec", "policy", "pool", "idle"));
    assertThat(Former.of(live, changes, _ -> false))
        .isEqualTo(json("{\"spec\":{\"policy\":{\"tls\":\"on\"}}}"));
  }

  @Test
  void defaultsOfTheServerGoWithWhatTheyComplete() {
    JsonNode before = json("{\"spec\":{}}");
    JsonNode after = json("{\"spec\":{\"probe\":{\"port\":8080}}}");
    JsonNode live = json("{\"spec\":{\"probe\":{\"port\":8080,\"period\":10}}}");
    List<FieldChange> changes = changes(before, after, path("spec", "probe", "port"));
    assertThat(Former.of(live, changes, path -> path.equals(path("spec", "probe"))))
        .isEqualTo(before);
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 3);
    Arbitrary<String> names = Arbitraries.of("a", "b", "c");
    return Combinators.combine(names, names, names, numbers)
        .as(List::<Object>of)
        .list()
        .ofMaxSize(6)
        .map(entries -> {
          ObjectNode object = JsonMapper.shared().createObjectNode();
          for (List<Object> entry : entries) {
            object
                .withObject("/" + entry.get(0) + "/" + entry.get(1))
                .put("" + entry.get(2), (int) entry.get(3));
          }
          return object;
        });
  }

  /** Whatever a fix has set in an object without empty parts, undo brings back exactly. */
  @Property(tries = 2000, seed = "20240611")
  void backIsBack(@ForAll("objects") ObjectNode before, @ForAll("objects") ObjectNode set) {
    ObjectNode after = before.deepCopy();
    List<FieldPath> paths = new ArrayList<>();
    for (String one : Set.of("a", "b", "c")) {
      for (String two : Set.of("a", "b", "c")) {
        for (String three : Set.of("a", "b", "c")) {
          JsonNode value = set.path(one).path(two).path(three);
          if (!value.isMissingNode()) {
            after.withObject("/" + one + "/" + two).set(three, value);
            paths.add(path(one, two, three));
          }
        }
      }
    }
    List<FieldChange> changes = changes(before, after, paths.toArray(FieldPath[]::new));
    assertThat(Former.of(after, changes, _ -> false)).isEqualTo(before);
  }
}

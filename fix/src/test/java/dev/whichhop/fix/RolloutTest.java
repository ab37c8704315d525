package dev.whichhop.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** When new pods are there, as kubectl rollout status sees it. */
final class RolloutTest {
  @ParameterizedTest
  @CsvSource({
    // generation, observed, wanted, updated, available, all, ready
    "2, 1, 3, 3, 3, 3, false",
    "2, 2, 3, 1, 3, 4, false",
    "2, 2, 3, 3, 3, 4, false",
    "2, 2, 3, 3, 2, 3, false",
    "2, 2, 3, 3, 3, 3, true",
    "2, 2, 0, 0, 0, 0, true",
  })
  void deployment(
      long generation,
      long observed,
      int wanted,
      int updated,
      int available,
      int all,
      boolean ready) {
    ObjectNode object = JsonMapper.shared().createObjectNode();
    object.putObject("metadata").put("generation", generation);
    object.putObject("spec").put("replicas", wanted);
    object
        .putObject("status")
        .put("observedGeneration", observed)
        .put("updatedReplicas", updated)
        .put("availableReplicas", available)
        .put("replicas", all);
    assertThat(Rollout.seen(ChangeableKind.DEPLOYMENT, object).ready()).isEqualTo(ready);
  }

  @ParameterizedTest
  @CsvSource({"1, True, false", "2, Unknown, false", "2, False, false", "2, True, true"})
  void knativeService(long observed, String condition, boolean ready) {
    ObjectNode object = JsonMapper.shared().createObjectNode();
    object.putObject("metadata").put("generation", 2);
    ObjectNode status = object.putObject("status").put("observedGeneration", observed);
    status.putArray("conditions").addObject().put("type", "Ready").put("status", condition);
    assertThat(Rollout.seen(ChangeableKind.KNATIVE_SERVICE, object).ready()).isEqualTo(ready);
  }
}

package dev.whichhop.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.knowledge.Artefacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A gap that names an artefact which no check can be blind for would cost nothing, in silence. */
final class ArtefactsExistTest {
  @Test
  void everyNamedArtefactIsInTheCatalogue() {
    Set<String> known = Artefacts.load().keySet();
    assertThat(known).containsAll(Wanted.artefacts()).containsAll(ContainerWords.ALL_LOGS);
    for (String container :
        List.of("istio-proxy", "queue-proxy", "activator", "autoscaler", "discovery", "app")) {
      SeenPod pod =
          new SeenPod(
              "n", "p", Map.of(), List.of(new SeenPod.Container(container, false)), "p", true);
      assertThat(known).containsAll(ContainerWords.artefacts(pod, container));
      PodPage.of(pod).forEach(page -> assertThat(known).containsAll(page.artefacts()));
    }
  }
}

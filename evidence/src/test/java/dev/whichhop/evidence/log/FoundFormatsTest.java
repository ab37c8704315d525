package dev.whichhop.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoundFormatsTest {
  private static final Place PLACE = Place.line("mesh.yaml", 1);

  private static Bundle read(Node meshConfig, String... lines) throws IOException {
    BundleBuilder into = new BundleBuilder();
    into.add(new KubernetesObject("v1", "MeshConfig", "istio-system", "istio", meshConfig));
    new LogReader(LogWatcher.NONE).read(LogText.of(lines), into, new Problems());
    return into.build();
  }

  private static Node map(String key, Node value) {
    return new Node.Mapping(PLACE, Map.of(key, value));
  }

  private static Node text(String value) {
    return new Node.Scalar(PLACE, value);
  }

  @Test
  void theFormatOfTheMesh() throws IOException {
    Bundle bundle =
        read(
            map("accessLogFormat", text("%START_TIME% %RESPONSE_CODE% (%RESPONSE_FLAGS%)\n")),
            "2024-05-01T10:00:00.000Z 503 (UF,URX)");
    assertThat(bundle.observations()).extracting(Observation::flags).containsExactly("UF,URX");
  }

  @Test
  void theFormatWithinTheTextOfAConfigMap() throws IOException {
    Node mesh =
        text("accessLogFile: /dev/stdout\naccessLogFormat: '<%RESPONSE_CODE%> %DURATION%'\n");
    Bundle bundle = read(map("data", map("mesh", mesh)), "<504> 15000");
    assertThat(bundle.observations()).extracting(Observation::status).containsExactly(504);
  }

  @Test
  void theLabelsOfAProvider() throws IOException {
    Node labels =
        new Node.Mapping(
            PLACE, Map.of("c", text("%RESPONSE_CODE%"), "r", text("%RESPONSE_FLAGS%")));
    Node provider = map("envoyFileAccessLog", map("logFormat", map("labels", labels)));
    Bundle bundle =
        read(
            map("extensionProviders", new Node.Sequence(PLACE, List.of(provider))),
            "{\"c\":503,\"r\":\"UO\"}");
    assertThat(bundle.observations()).extracting(Observation::flags).containsExactly("UO");
  }
}

package dev.whichhop.evidence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;

class HarShapeTest {
  private static final Place PLACE = Place.line("browser.har", 7);

  private static Node map(Object... keysAndValues) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      Object value = keysAndValues[i + 1];
      entries.put(
          (String) keysAndValues[i],
          value instanceof Node node ? node : new Node.Scalar(PLACE, value.toString()));
    }
    return new Node.Mapping(PLACE, entries);
  }

  private static Node har(Node response) {
    Node request =
        map("method", "GET", "url", "https://shop.example.com/a?b=1", "httpVersion", "h2");
    Node entry =
        map(
            "startedDateTime", "2023-11-21T13:48:25.511+01:00",
            "time", "12.5",
            "request", request,
            "response", response,
            "serverIPAddress", "203.0.113.9");
    Node entries = new Node.Sequence(PLACE, List.of(entry));
    return map("log", map("version", "1.2", "entries", entries));
  }

  private static Observation read(Node response) {
    HarShape shape = new HarShape();
    Node root = har(response);
    assertThat(shape.recognises(root)).isTrue();
    BundleBuilder into = new BundleBuilder();
    shape.read(root, new Named(), into, new Problems());
    Bundle bundle = into.build();
    assertThat(bundle.coverage()).hasSize(1);
    return bundle.observations().getFirst();
  }

  @Test
  void anAnswer() {
    Node server = map("name", "Server", "value", "istio-envoy");
    Observation seen =
        read(
            map(
                "status", "503",
                "httpVersion", "h2",
                "headers", new Node.Sequence(PLACE, List.of(server))));
    assertThat(seen.status()).isEqualTo(503);
    assertThat(seen.time()).contains(Instant.parse("2023-11-21T12:48:25.511Z"));
    assertThat(seen.duration()).contains(Duration.ofNanos(12_500_000));
    assertThat(seen.authority()).isEqualTo("shop.example.com");
    assertThat(seen.path()).isEqualTo("/a?b=1");
    assertThat(seen.protocol()).isEqualTo("HTTP/2");
    assertThat(seen.details()).isEqualTo("server=istio-envoy");
    assertThat(seen.clientFailure()).isEqualTo(ClientFailure.NONE);
  }

  @Test
  void noAnswer() {
    assertThat(read(map("status", "0", "_error", "net::ERR_EMPTY_RESPONSE")).clientFailure())
        .isEqualTo(ClientFailure.EMPTY_REPLY);
    assertThat(read(map("status", "0", "_error", "net::ERR_CERT_DATE_INVALID")).clientFailure())
        .isEqualTo(ClientFailure.TLS);
    assertThat(read(map("status", "0")).clientFailure()).isEqualTo(ClientFailure.OTHER);
  }

  private record Named() implements TextFile {
    @Override
    public String name() {
      return "browser.har";
    }

    @Override
    public String command() {
      return "";
    }

    @Override
    public List<String> head() {
      return List.of();
    }

    @Override
    public int firstLine() {
      return 1;
    }

    @Override
    public void forEachLine(ObjIntConsumer<String> consumer) {}

    @Override
    public String text() {
      return "";
    }
  }
}

package dev.whichhop.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HttpRequestTest {

  @Test
  void pathAndHeadersGoAsUtf8() {
    Target target = Target.parse("http://127.0.0.1/caf\u00e9/\u65e5\u672c");
    HttpRequest.Header header = new HttpRequest.Header("X-Name", "\u65e5\u672c");
    HttpRequest request = new HttpRequest("GET", target, List.of(header), new byte[0], true);
    assertThat(new String(request.bytes(), StandardCharsets.UTF_8))
        .startsWith("GET /caf\u00e9/\u65e5\u672c HTTP/1.1\r\n")
        .contains("X-Name: \u65e5\u672c\r\n");
  }
}

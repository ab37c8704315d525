package dev.whichhop.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.SignalPattern;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalScannerTest {
  private static final Instant TIME = Instant.parse("2024-05-01T10:00:00Z");
  private final BundleBuilder into = new BundleBuilder();

  @Test
  void countsALineOncePerSignal() {
    SignalScanner scanner =
        new SignalScanner(
            List.of(
                pattern(
                    "reset", List.of("reset reason", "reset before headers"), List.of(), List.of()),
                pattern("refused", List.of("refused"), List.of(), List.of())));
    String line =
        "upstream connect error or disconnect/reset before headers. reset reason: overflow";

    scan(scanner, line);
    scan(scanner, "all well");

    assertThat(into.build().signal("reset").count()).isEqualTo(1);
    assertThat(into.build().signal("reset").hits().getFirst().time()).isEqualTo(TIME);
    assertThat(into.build().signal("refused").seen()).isFalse();
  }

  @Test
  void needsAllAndNoneOfTheOtherLiterals() {
    SignalScanner scanner =
        new SignalScanner(
            List.of(pattern("dial", List.of("dial tcp"), List.of("refused"), List.of("15020"))));

    scan(scanner, "dial tcp 10.0.0.1:80: i/o timeout");
    scan(scanner, "dial tcp 10.0.0.1:15020: connection refused");
    scan(scanner, "dial tcp 10.0.0.1:80: connection refused");

    assertThat(into.build().signal("dial").count()).isEqualTo(1);
  }

  @Test
  void theAccessLogWritesUnderscoresForBlanks() {
    SignalScanner scanner =
        new SignalScanner(
            List.of(
                pattern(
                    "expired",
                    List.of("certificate has expired"),
                    List.of("at depth 0"),
                    List.of("self signed"))));

    scan(scanner, "TLS_error:_certificate_error_at_depth_0:_certificate_has_expired:TLS_error_end");
    scan(scanner, "TLS_error:_at_depth_0:_self_signed:_certificate_has_expired");

    assertThat(into.build().signal("expired").count()).isEqualTo(1);
  }

  @Test
  void worksWithoutPatterns() {
    scan(new SignalScanner(List.of()), "anything");

    assertThat(into.build().signal("x").seen()).isFalse();
  }

  private void scan(SignalScanner scanner, String line) {
    scanner.line(line, Component.APPLICATION, TIME, Place.line("a", 1), into);
  }

  private static SignalPattern pattern(
      String id, List<String> any, List<String> all, List<String> none) {
    return new SignalPattern(id, any, all, none);
  }
}

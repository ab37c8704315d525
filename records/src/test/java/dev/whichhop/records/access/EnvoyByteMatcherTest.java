package dev.whichhop.records.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What the fast matcher takes, the parser reads in the same way. */
class EnvoyByteMatcherTest {
  private static final EnvoyFormat FORMAT =
      EnvoyFormat.compile(AccessLogFormats.ISTIO_1_9).orElseThrow();
  private static final String LINE =
      "[2020-11-25T21:26:18.409Z] \"GET /status/418 HTTP/1.1\" 418 - via_upstream - \"-\" 0 135 4 4"
          + " \"-\" \"AGENT\" \"84961386-6d84-929d-98bd-c5aee93b5c88\" \"httpbin:8000\""
          + " \"10.44.1.27:80\" outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652"
          + " 10.0.45.184:8000 10.44.1.23:46520 - default";

  @Test
  void takesAWholeLine() {
    byte[] buffer = (LINE + "\n" + LINE).getBytes(StandardCharsets.ISO_8859_1);
    EnvoyByteMatcher matcher = new EnvoyByteMatcher(FORMAT);
    matcher.findEnd(buffer, 0, buffer.length);
    assertThat(matcher.match(buffer, 0)).isTrue();
    assertThat(matcher.number(buffer, matcher.index(AccessField.STATUS))).isEqualTo(418);
    assertThat(matcher.millis(buffer, matcher.index(AccessField.START_TIME)))
        .isEqualTo(Instant.parse("2020-11-25T21:26:18.409Z").toEpochMilli());
  }

  @Property(seed = "2026")
  void fieldsStandWhereTheParserFindsThem(
      @ForAll("damagedLines") String line, @ForAll("damagedLines") String before) {
    byte[] buffer = (before + "\n" + line + "\n" + LINE).getBytes(StandardCharsets.ISO_8859_1);
    EnvoyByteMatcher matcher = new EnvoyByteMatcher(FORMAT);
    int begin = matcher.findEnd(buffer, 0, buffer.length) + 1;
    assertThat(begin).isEqualTo(before.length() + 1);
    assertThat(matcher.findEnd(buffer, begin, buffer.length)).isEqualTo(begin + line.length());
    int[] bounds = FORMAT.newBounds();
    if (matcher.match(buffer, begin)) {
      assertThat(FORMAT.match(line, bounds)).isTrue();
      for (int i = 0; i < FORMAT.fields().size(); i++) {
        assertThat(matcher.start(i) - begin).isEqualTo(bounds[2 * i]);
        assertThat(matcher.end(i) - begin).isEqualTo(bounds[2 * i + 1]);
      }
      long millis = matcher.millis(buffer, 0);
      if (millis >= 0) {
        String time = line.substring(bounds[0], bounds[1]);
        assertThat(Instant.ofEpochMilli(millis)).isEqualTo(UtcTime.parse(time));
      }
    }
  }

  /** Whole lines, and lines with a piece cut out or put in anywhere. */
  @Provide
  Arbitrary<String> damagedLines() {
    Arbitrary<String> agents =
        Arbitraries.strings().withChars("abc\"\\ -/{}é").ofMinLength(0).ofMaxLength(30);
    Arbitrary<String> pieces = Arbitraries.of("", "\"", " ", "-", "|", "9", "\" \"", "Z");
    return agents.flatMap(agent -> {
      String line = LINE.replace("AGENT", agent);
      return Arbitraries.integers()
          .between(0, line.length())
          .flatMap(at ->
              Arbitraries.integers()
                  .between(0, 3)
                  .flatMap(cut ->
                      pieces.map(piece ->
                          line.substring(0, at)
                              + piece
                              + line.substring(Math.min(line.length(), at + cut % 3)))));
    });
  }
}

package dev.whichhop.evidence.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class LineSplitterTest {
  @Provide
  Arbitrary<String> linesOfText() {
    return Arbitraries.strings()
        .all()
        .excludeChars('\n', '\r', '\0')
        .ofMaxLength(40)
        .filter(line -> StandardCharsets.UTF_8.newEncoder().canEncode(line));
  }

  /** Wherever reads end, in the middle of a character or of a line break, lines come out whole. */
  @Property(seed = "2026", tries = 300)
  void linesSurviveAnyCuttingOfTheStream(
      @ForAll List<@From("linesOfText") String> expected,
      @ForAll boolean windows,
      @ForAll Encoding encoding)
      throws IOException {
    if (encoding != Encoding.UTF_8 && encoding != Encoding.UTF_16LE) {
      return;
    }
    String text = String.join(windows ? "\r\n" : "\n", expected) + "\n";
    InputStream in = new Dripping(text.getBytes(encoding.charset()));
    InputStream utf8 = encoding.isUtf16() ? new Utf16ToUtf8(in, encoding.charset()) : in;
    List<String> lines = new ArrayList<>();
    new LineSplitter(
            Encoding.UTF_8, false, (line, number) -> lines.add(line), number -> lines.add("cut"))
        .read(utf8);
    assertThat(lines).isEqualTo(expected.isEmpty() ? List.of("") : expected);
  }

  /** Gives one to seven bytes at a time. */
  private static final class Dripping extends InputStream {
    private final ByteArrayInputStream from;
    private int turn;

    Dripping(byte[] bytes) {
      this.from = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return from.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      turn = turn % 7 + 1;
      return from.read(buffer, offset, Math.min(turn, length));
    }
  }
}

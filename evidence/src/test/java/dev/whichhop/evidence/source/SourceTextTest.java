package dev.whichhop.evidence.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.evidence.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class SourceTextTest {
  private final Problems problems = new Problems();

  private SourceText text(byte[] bytes) throws IOException {
    return new SourceText(
        new Source("a.log", bytes.length, () -> new ByteArrayInputStream(bytes)), problems);
  }

  /** {@code number:line} of every line. */
  private static List<String> lines(TextFile text) throws IOException {
    List<String> lines = new ArrayList<>();
    text.forEachLine((line, number) -> lines.add(number + ":" + line));
    return lines;
  }

  private static byte[] bytes(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }

  @Test
  void utf8WithAndWithoutMark() throws IOException {
    assertThat(lines(text(bytes("网关\nb", "UTF-8")))).containsExactly("1:网关", "2:b");
    SourceText marked = text(bytes("\ufeff网关\n", "UTF-8"));
    assertThat(lines(marked)).containsExactly("1:网关");
    assertThat(marked.head()).containsExactly("网关");
    assertThat(marked.text()).isEqualTo("网关\n");
    assertThat(problems.count()).isZero();
  }

  @Test
  void utf16OfPowerShellIsRecognisedWithAndWithoutMark() throws IOException {
    String text = "GET / 503\r\n网关 b\r\n";
    for (String charset : List.of("UTF-16LE", "UTF-16BE")) {
      assertThat(lines(text(bytes("\ufeff" + text, charset))))
          .containsExactly("1:GET / 503", "2:网关 b");
      assertThat(lines(text(bytes(text, charset)))).containsExactly("1:GET / 503", "2:网关 b");
    }
    assertThat(problems.kept().getFirst().message()).contains("UTF-16LE");
  }

  @Test
  void gbkIsRecognisedAndReported() throws IOException {
    SourceText text = text(bytes("网关返回 503,请帮忙看看。\n上游连接被重置\n", "GB18030"));
    assertThat(lines(text)).containsExactly("1:网关返回 503,请帮忙看看。", "2:上游连接被重置");
    assertThat(problems.kept()).hasSize(1);
    assertThat(problems.kept().getFirst().message()).contains("GB18030");
  }

  @Test
  void aGbkLineFarBelowTheBeginning() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(bytes("ascii\n".repeat(20_000), "UTF-8"));
    bytes.write(bytes("上游连接被重置\n", "GB18030"));
    assertThat(lines(text(bytes.toByteArray())).getLast()).isEqualTo("20001:上游连接被重置");
  }

  @Test
  void latin1IsTheLastResort() throws IOException {
    assertThat(lines(text(bytes("Zeitüberschreitung für Größe\n", "ISO-8859-1"))))
        .containsExactly("1:Zeitüberschreitung für Größe");
  }

  @Test
  void binaryIsNoText() {
    byte[] elf = new byte[4_000];
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, elf, 0, 7);
    assertThatThrownBy(() -> text(elf)).isInstanceOf(NotText.class);
    byte[] noise = new byte[4_000];
    new java.util.Random(7).nextBytes(noise);
    assertThatThrownBy(() -> text(noise)).isInstanceOf(NotText.class);
  }

  @Test
  void lineBreaksOfWindowsAndOfOldMacs() throws IOException {
    assertThat(lines(text(bytes("a\r\n\r\nb\r\n", "UTF-8")))).containsExactly("1:a", "2:", "3:b");
    assertThat(lines(text(bytes("a\rb\rc", "UTF-8")))).containsExactly("1:a", "2:b", "3:c");
  }

  @Test
  void theProgressMeterOfCurlKeepsLineNumbers() throws IOException {
    assertThat(lines(text(bytes("  0 0 --:--\r100 5 0:01\n* Connected\n", "UTF-8"))))
        .containsExactly("1:  0 0 --:--", "1:100 5 0:01", "2:* Connected");
  }

  @Test
  void aLineOfAHundredMegabytesIsCutAndReportedOnce() throws IOException {
    SourceText text = new SourceText(new Source("a", -1, () -> new LongLine(100 << 20)), problems);
    List<Integer> lengths = new ArrayList<>();
    text.forEachLine((line, number) -> lengths.add(line.length()));
    text.forEachLine((line, number) -> {});
    assertThat(lengths).containsExactly(1 << 20, 4);
    assertThat(problems.kept()).hasSize(1);
    assertThat(problems.kept().getFirst().place().line()).isEqualTo(1);
    assertThat(text.head()).hasSize(1);
  }

  /** {@code xxx…x\nlast}. */
  private static final class LongLine extends InputStream {
    private static final byte[] END = bytes("\nlast", "UTF-8");
    private final int length;
    private int at;

    LongLine(int length) {
      this.length = length;
    }

    @Override
    public int read() {
      int here = at++;
      return here < length ? 'x' : here < length + END.length ? END[here - length] : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) {
      if (at < length) {
        int many = Math.min(count, length - at);
        Arrays.fill(buffer, offset, offset + many, (byte) 'x');
        at += many;
        return many;
      }
      int one = read();
      buffer[offset] = (byte) one;
      return one < 0 ? -1 : 1;
    }
  }

  @Test
  void aTruncatedGzipGivesTheLinesBefore() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 100_000; i++) {
        out.write(("line " + i * 7919L % 100_003 + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    SourceText text =
        new SourceText(
            new Source(
                "a.gz", half.length, () -> new GZIPInputStream(new ByteArrayInputStream(half))),
            problems);
    assertThat(lines(text)).hasSizeGreaterThan(10_000).first().isEqualTo("1:line 0");
    assertThat(text.text()).startsWith("line 0\nline 7919\n");
    assertThat(problems.kept()).hasSize(1);
    assertThat(problems.kept().getFirst().message()).contains("it ends early");
  }
}

package dev.whichhop.evidence.source;

import dev.whichhop.evidence.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** The text of a whole source, decoded each time it is read; damage is reported once. */
final class SourceText implements TextFile {
  private static final int HEAD_BYTES = 64 << 10;
  private static final int HEAD_LINES = 200;

  /** For those who need the text as a whole; bytes. */
  private static final int LONGEST_TEXT = 64 << 20;

  private final Source source;
  private final Problems problems;
  private final Encoding encoding;
  private final int markLength;
  private final boolean carriageReturns;
  private final List<String> head;
  private int lastCutLine;
  private boolean damageReported;

  /**
   * Looks at the beginning of the source.
   *
   * @throws NotText when it is binary
   * @throws IOException when nothing of it can be read
   */
  SourceText(Source source, Problems problems) throws IOException {
    this.source = source;
    this.problems = problems;
    byte[] bytes = new byte[HEAD_BYTES];
    int length = 0;
    boolean cut = true;
    try (InputStream in = source.content().open()) {
      while (cut && length < HEAD_BYTES) {
        int count = in.read(bytes, length, HEAD_BYTES - length);
        cut = count >= 0;
        length += Math.max(0, count);
      }
    } catch (IOException damaged) {
      if (length == 0) {
        throw damaged;
      }
    }
    Encoding guessed = Encoding.of(bytes, length, cut);
    if (guessed == null) {
      throw new NotText("binary");
    }
    encoding = guessed;
    markLength = Encoding.markLength(bytes, length);
    String text = new String(bytes, markLength, length - markLength, encoding.charset());
    carriageReturns = text.indexOf('\n') < 0 && text.indexOf('\r') >= 0;
    head = head(text, cut);
    if (encoding != Encoding.UTF_8) {
      problems.report(at(0), "the text is not UTF-8; read as " + encoding.charset().name());
    }
  }

  /** Without the last line where it goes on beyond what was looked at. */
  private static List<String> head(String text, boolean cut) {
    List<String> lines = new ArrayList<>(text.lines().limit(HEAD_LINES + 1L).toList());
    if (lines.size() > HEAD_LINES || (cut && lines.size() > 1)) {
      lines.removeLast();
    }
    return List.copyOf(lines);
  }

  /** True when the unpacked text has no more bytes than this. */
  boolean isAtMost(int bytes) throws IOException {
    if (source.size() > bytes) {
      return false;
    }
    try (InputStream in = open()) {
      return in.readNBytes(bytes + 1).length <= bytes;
    }
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public String command() {
    return "";
  }

  @Override
  public List<String> head() {
    return head;
  }

  @Override
  public int firstLine() {
    return 1;
  }

  @Override
  public void forEachLine(ObjIntConsumer<String> consumer) throws IOException {
    LineSplitter splitter =
        new LineSplitter(
            encoding.isUtf16() ? Encoding.UTF_8 : encoding,
            carriageReturns,
            consumer,
            this::reportCut);
    try (InputStream in = open()) {
      splitter.read(in);
    }
  }

  /** The bytes after the byte order mark; where they are damaged, they end. */
  InputStream open() throws IOException {
    InputStream in = new UndamagedInputStream(source.content().open(), this::reportDamage);
    in.skipNBytes(markLength);
    return encoding.isUtf16() ? new Utf16ToUtf8(in, encoding.charset()) : in;
  }

  private void reportCut(int line) {
    if (line > lastCutLine) {
      lastCutLine = line;
      problems.report(at(line), "line longer than 1 MiB, cut");
    }
  }

  private void reportDamage(IOException damage) {
    if (!damageReported) {
      damageReported = true;
      problems.reportCut(
          at(0), "read only in part, what stands before is kept: " + SourceWalker.reason(damage));
    }
  }

  @Override
  public String text() throws IOException {
    try (InputStream in = open()) {
      byte[] bytes = in.readNBytes(LONGEST_TEXT + 1);
      if (bytes.length > LONGEST_TEXT) {
        throw new IOException("larger than " + (LONGEST_TEXT >> 20) + " MiB");
      }
      return new String(bytes, encoding.isUtf16() ? Encoding.UTF_8.charset() : encoding.charset());
    }
  }

  @Override
  public Reader characters() throws IOException {
    return new InputStreamReader(
        open(), encoding.isUtf16() ? Encoding.UTF_8.charset() : encoding.charset());
  }

  @Override
  public @Nullable Source plainBytes() {
    boolean plain = encoding == Encoding.UTF_8 && markLength == 0 && !carriageReturns;
    return plain ? new Source(source.name(), source.size(), this::open) : null;
  }
}

package dev.whichhop.evidence.source;

import dev.whichhop.evidence.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Opens sources as text. */
public final class TextFiles {
  private TextFiles() {}

  /**
   * The text of a source: one part or, of a recorded shell session, one for each command that
   * printed something.
   *
   * @param problems gets what is wrong with the bytes, now and whenever the parts are read
   * @throws NotText when the source is binary
   * @throws IOException when nothing of it can be read
   */
  public static List<TextFile> open(Source source, Problems problems) throws IOException {
    SourceText whole = new SourceText(source, problems);
    if (whole.isAtMost(ShellSession.LARGEST)) {
      List<SessionPart> parts = ShellSession.parts(whole);
      if (!parts.isEmpty()) {
        return List.copyOf(parts);
      }
    }
    return List.of(whole);
  }

  /**
   * The text of a source as it stands, recorded sessions not cut.
   *
   * @throws NotText when the source is binary
   * @throws IOException when nothing of it can be read
   */
  public static TextFile whole(Source source, Problems problems) throws IOException {
    return new SourceText(source, problems);
  }

  /**
   * The bytes of a text, from UTF-16 turned into UTF-8, so that a line feed is always the byte 10.
   *
   * @throws NotText when the source is binary
   * @throws IOException when nothing of it can be read
   */
  public static InputStream bytes(Source source, Problems problems) throws IOException {
    return new SourceText(source, problems).open();
  }
}

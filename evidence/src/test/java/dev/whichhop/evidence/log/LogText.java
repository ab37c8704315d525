package dev.whichhop.evidence.log;

import dev.whichhop.evidence.source.Source;
import dev.whichhop.evidence.source.TextFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** A log in memory. */
record LogText(String name, String command, List<String> lines) implements TextFile {

  static LogText of(String... lines) {
    return new LogText("some.log", "", List.of(lines));
  }

  @Override
  public List<String> head() {
    return lines.subList(0, Math.min(200, lines.size()));
  }

  @Override
  public int firstLine() {
    return 1;
  }

  @Override
  public void forEachLine(ObjIntConsumer<String> consumer) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      consumer.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, i + 1);
    }
  }

  @Override
  public String text() {
    return String.join("\n", lines);
  }

  /** The same as bytes, with line feeds between the lines but none at the end. */
  Source bytes() {
    byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
    return new Source(name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }
}

package dev.whichhop.evidence.format;

import dev.whichhop.evidence.source.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.ObjIntConsumer;

/** A fixture, or lines of a test, as a text file. */
public record FixtureText(String name, String command, List<String> lines) implements TextFile {

  public static FixtureText of(String fixture) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FixtureText.class.getResourceAsStream("/fixtures/" + fixture))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new FixtureText(fixture, "", text.lines().toList());
    }
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
      consumer.accept(lines.get(i), i + 1);
    }
  }

  @Override
  public String text() {
    return String.join("\n", lines);
  }
}

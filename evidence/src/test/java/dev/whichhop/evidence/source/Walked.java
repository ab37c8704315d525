package dev.whichhop.evidence.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a walker found.
 *
 * @param texts content of each source by name, or {@code !} and the exception
 * @param unread reasons by name
 */
record Walked(Map<String, String> texts, Map<String, String> unread) {

  static Walked of(Path path) throws IOException {
    return of(path, InputStream.nullInputStream());
  }

  static Walked standardInput(byte[] bytes) throws IOException {
    return of(Path.of("-"), new ByteArrayInputStream(bytes));
  }

  private static Walked of(Path path, InputStream standardInput) throws IOException {
    Map<String, Source> sources = new LinkedHashMap<>();
    Map<String, String> unread = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    SourceVisitor visitor =
        new SourceVisitor() {
          @Override
          public void source(Source source) {
            sources.put(source.name(), source);
          }

          @Override
          public void unread(String name, String reason) {
            unread.put(name, reason);
          }
        };
    try (SourceWalker walker = new SourceWalker(visitor)) {
      if (path.toString().equals("-")) {
        walker.walkStandardInput(standardInput);
      } else {
        walker.walk(path);
      }
      for (Source source : sources.values()) {
        texts.put(source.name(), read(source));
      }
    }
    return new Walked(texts, unread);
  }

  private static String read(Source source) {
    try (InputStream in = source.content().open()) {
      byte[] buffer = new byte[1 << 16];
      StringBuilder text = new StringBuilder();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (text.length() < 1000) {
          text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
      }
      return text.toString();
    } catch (IOException damaged) {
      return "!" + damaged.getMessage();
    }
  }
}

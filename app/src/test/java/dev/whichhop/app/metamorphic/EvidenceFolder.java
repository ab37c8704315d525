package dev.whichhop.app.metamorphic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A folder of evidence held in memory: relative names with {@code /}, and their bytes.
 *
 * <p>Text goes through ISO 8859-1, which loses no byte whatever the encoding is.
 */
record EvidenceFolder(SortedMap<String, byte[]> files) {

  static EvidenceFolder read(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new EvidenceFolder(files);
  }

  void write(Path folder) {
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Every file's text changed; gets the file's name and text. */
  EvidenceFolder mapTexts(BiFunction<String, String, String> change) {
    SortedMap<String, byte[]> changed = new TreeMap<>();
    files.forEach((name, content) -> changed.put(name, bytes(change.apply(name, text(content)))));
    return new EvidenceFolder(changed);
  }

  EvidenceFolder without(Iterable<String> names) {
    SortedMap<String, byte[]> left = new TreeMap<>(files);
    names.forEach(left::remove);
    return new EvidenceFolder(left);
  }

  EvidenceFolder with(Map<String, String> more) {
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    more.forEach((name, text) -> all.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return new EvidenceFolder(all);
  }

  Stream<String> texts() {
    return files.values().stream().map(EvidenceFolder::text);
  }

  boolean sameAs(EvidenceFolder other) {
    return files.keySet().equals(other.files.keySet())
        && files.entrySet().stream()
            .allMatch(
                one -> java.util.Arrays.equals(one.getValue(), other.files.get(one.getKey())));
  }

  static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

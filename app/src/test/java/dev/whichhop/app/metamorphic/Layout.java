package dev.whichhop.app.metamorphic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The same contents in other files. */
final class Layout {
  private Layout() {}

  /** As a browser saves attachments: in one folder, marked as copies, another suffix. */
  static EvidenceFolder renamed(EvidenceFolder evidence) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    evidence
        .files()
        .forEach((name, content) -> {
          String base = name.substring(name.lastIndexOf('/') + 1);
          String copy = base.replaceFirst("\\.[A-Za-z]+$", "") + " (1).txt";
          files.put(files.containsKey(copy) ? name.replace('/', '_') + ".txt" : copy, content);
        });
    return new EvidenceFolder(files);
  }

  /** Names that say nothing, all in one folder. */
  static EvidenceFolder nameless(EvidenceFolder evidence, Random random) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    evidence
        .files()
        .forEach(
            (name, content) -> files.put("upload-" + Long.toHexString(random.nextLong()), content));
    return new EvidenceFolder(files);
  }

  /** Each file in a folder of its own, some levels deep. */
  static EvidenceFolder scattered(EvidenceFolder evidence) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    int number = 0;
    for (Map.Entry<String, byte[]> file : evidence.files().entrySet()) {
      files.put("case/part-" + number++ + "/from/" + file.getKey(), file.getValue());
    }
    return new EvidenceFolder(files);
  }

  static EvidenceFolder gzipped(EvidenceFolder evidence) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    evidence.files().forEach((name, content) -> files.put(name + ".gz", gzip(content)));
    return new EvidenceFolder(files);
  }

  static EvidenceFolder zipped(EvidenceFolder evidence) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : evidence.files().entrySet()) {
        zip.putNextEntry(new ZipEntry("incident/" + file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new EvidenceFolder(new TreeMap<>(Map.of("incident.zip", bytes.toByteArray())));
  }

  /** Every object of Kubernetes in a file of its own. */
  static EvidenceFolder objectsApart(EvidenceFolder evidence) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    evidence
        .files()
        .forEach((name, content) -> {
          List<Map<?, ?>> objects =
              Documents.objects(EvidenceFolder.text(content)).orElse(List.of());
          for (int i = 0; i < objects.size(); i++) {
            files.put(
                name + "." + i + ".yaml", EvidenceFolder.bytes(Documents.yaml(objects.get(i))));
          }
          if (objects.isEmpty()) {
            files.put(name, content);
          }
        });
    return new EvidenceFolder(files);
  }

  /**
   * Logs as logrotate leaves them: the newest lines in the file, older ones in {@code .1}, {@code
   * .2.gz}.
   */
  static EvidenceFolder rotated(EvidenceFolder evidence) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    evidence
        .files()
        .forEach((name, content) -> {
          String text = EvidenceFolder.text(content);
          List<String> lines = text.lines().toList();
          if (!Lines.isLog(text) || lines.size() < 9) {
            files.put(name, content);
            return;
          }
          int third = lines.size() / 3;
          files.put(name + ".2.gz", gzip(join(lines.subList(0, third))));
          files.put(name + ".1", join(lines.subList(third, 2 * third)));
          files.put(name, join(lines.subList(2 * third, lines.size())));
        });
    return new EvidenceFolder(files);
  }

  private static byte[] join(List<String> lines) {
    return EvidenceFolder.bytes(String.join("\n", lines) + "\n");
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}

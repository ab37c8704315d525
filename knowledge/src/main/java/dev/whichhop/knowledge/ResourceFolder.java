package dev.whichhop.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The data files of one folder of this module's resources, by name. No index to keep in step: a new
 * file is there when it is in the folder.
 */
final class ResourceFolder {
  private static final String ROOT = "dev/whichhop/knowledge/";

  private ResourceFolder() {}

  /** Name (without folder) and text of each file, in the order of the names. */
  static Map<String, String> read(String folder, String suffix) {
    try {
      Path home =
          Path.of(ResourceFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isDirectory(home)
          ? fromDirectory(home.resolve(ROOT + folder), suffix)
          : fromJar(home, ROOT + folder + "/", suffix);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read the data files in " + folder, broken);
    } catch (URISyntaxException broken) {
      throw new IllegalStateException("cannot find the data files in " + folder, broken);
    }
  }

  private static Map<String, String> fromDirectory(Path directory, String suffix)
      throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> entries = Files.list(directory)) {
        for (Path file : (Iterable<Path>) entries::iterator) {
          String name = String.valueOf(file.getFileName());
          if (name.endsWith(suffix)) {
            files.put(name, Files.readString(file));
          }
        }
      }
    }
    return files;
  }

  private static Map<String, String> fromJar(Path jarFile, String folder, String suffix)
      throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (JarFile jar = new JarFile(jarFile.toFile())) {
      for (var entry : (Iterable<java.util.jar.JarEntry>) jar.stream()::iterator) {
        String name = entry.getName();
        if (name.startsWith(folder) && name.endsWith(suffix)) {
          try (InputStream content = jar.getInputStream(entry)) {
            files.put(
                name.substring(folder.length()),
                new String(content.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    return files;
  }
}

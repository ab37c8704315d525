package dev.whichhop.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The data files of one folder of this module's resources, by name. No index to keep in step: a new
 * file is there when it is in the folder.
 */
final class ResourceFolder {
  private static final String ROOT = "dev/whichhop/knowledge/";

  private ResourceFolder() {}

  /** Name (without folder) and text of each file, in the order of the names. */
  static Map<String, String> read(String folder, String suffix) {
    Path home = home();
    try {
      return Files.isDirectory(home)
          ? fromDirectory(home.resolve(ROOT + folder), suffix)
          : fromJar(home, ROOT + folder + "/", suffix);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read the data files in " + folder, broken);
    }
  }

  /** The text of one file; empty when there is none. Does not look at the others. */
  static Optional<String> readOne(String folder, String name) {
    Path home = home();
    if (Files.isDirectory(home)) {
      return Optional.ofNullable(read(folder, name).get(name));
    }
    try (JarFile jar = new JarFile(home.toFile())) {
      ZipEntry entry = jar.getEntry(ROOT + folder + "/" + name);
      return entry == null ? Optional.empty() : Optional.of(text(jar, entry));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + folder + "/" + name, broken);
    }
  }

  /** The jar or the folder of classes that this module was loaded from. */
  private static Path home() {
    try {
      return Path.of(
          ResourceFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException broken) {
      throw new IllegalStateException("cannot find the data files", broken);
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
      for (var entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        if (name.startsWith(folder) && name.endsWith(suffix)) {
          files.put(name.substring(folder.length()), text(jar, entry));
        }
      }
    }
    return files;
  }

  private static String text(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream content = jar.getInputStream(entry)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

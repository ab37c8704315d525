package dev.whichhop.evidence.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Goes through files, folders, archives and standard input, and shows every file to a visitor: the
 * given paths in their order, what is below a path sorted by name, so that the same evidence always
 * gives the same answer.
 *
 * <p>Symbolic links below a folder are never followed: what they lead to inside of the folder is
 * read at its own place, and what is outside was not given. A path that was given is followed.
 *
 * <p>The sources can be opened until the walker is closed.
 */
public final class SourceWalker implements Closeable {
  private static final String STANDARD_INPUT = "standard input";

  private final Spool spool = new Spool();
  private final Archives archives;
  private final Map<String, Integer> timesSeen = new HashMap<>();
  private final SourceVisitor visitor;
  private final BooleanSupplier stopped;
  private final Set<String> cutShort = new LinkedHashSet<>();
  private boolean onStandardInput;

  public SourceWalker(SourceVisitor visitor) {
    this(visitor, () -> false);
  }

  /**
   * @param stopped true when the user does not want to wait any longer: files are given up where
   *     they are, and others are not begun. What came in on standard input is kept already.
   */
  public SourceWalker(SourceVisitor visitor, BooleanSupplier stopped) {
    this.stopped = stopped;
    this.visitor =
        new SourceVisitor() {
          @Override
          public void source(Source source) {
            if (stopped.getAsBoolean() && !onStandardInput) {
              unread(source.name(), StoppableInputStream.INTERRUPTED);
              cutShort.add(EntryName.shown(source.name()));
              return;
            }
            visitor.source(new Source(unique(source.name()), source.size(), source.content()));
          }

          @Override
          public void unread(String name, String reason) {
            visitor.unread(EntryName.shown(name), reason);
          }
        };
    this.archives = new Archives(spool, this.visitor);
  }

  /** Files that were not read to their end because the user did not want to wait. */
  public Set<String> cutShort() {
    return Collections.unmodifiableSet(cutShort);
  }

  /** Names may repeat in an archive and over several paths; places must tell them apart. */
  private String unique(String name) {
    String shown = EntryName.shown(name);
    int times = timesSeen.merge(shown, 1, Integer::sum);
    return times == 1 ? shown : unique(shown + " (" + times + ")");
  }

  /** Visits one file, folder or archive; a folder's files get names relative to it. */
  public void walk(Path path) {
    walk(path, "");
  }

  /**
   * Visits one file, folder or archive.
   *
   * @param prefix stands before the names of a folder's files, where several paths were given
   */
  public void walk(Path path, String prefix) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        folder(path, prefix);
      } else {
        Path name = path.getFileName();
        file(path, attributes, prefix.isEmpty() && name != null ? name.toString() : prefix);
      }
    } catch (IOException unreadable) {
      visitor.unread(path.toString(), "cannot be read: " + reason(unreadable));
    }
  }

  /** Keeps standard input, which may be an archive, and visits it. */
  public void walkStandardInput(InputStream standardInput) {
    try {
      Spool.Kept kept = spool.keep(standardInput);
      onStandardInput = true;
      if (kept.brokenOff() instanceof InterruptedIOException) {
        cutShort.add(STANDARD_INPUT);
      }
      if (kept.brokenOff() != null) {
        visitor.unread(STANDARD_INPUT, "broke off: " + reason(kept.brokenOff()));
      }
      archives.open(new Source(STANDARD_INPUT, kept.slice().size(), kept.slice()), null);
    } catch (IOException noSpool) {
      visitor.unread(STANDARD_INPUT, "cannot be kept: " + reason(noSpool));
    } finally {
      onStandardInput = false;
    }
  }

  private void folder(Path folder, String prefix) throws IOException {
    Path root = folder.toRealPath();
    Map<String, Found> files = new TreeMap<>();
    Map<String, String> unread = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (files.size() == UnpackBudget.MOST_ENTRIES) {
              unread.put(
                  folder.toString(),
                  "more than " + UnpackBudget.MOST_ENTRIES + " files; the others are not read");
              return FileVisitResult.TERMINATE;
            }
            files.put(
                root.relativize(file).toString().replace('\\', '/'), new Found(file, attributes));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            unread.put(prefix + root.relativize(file), "cannot be read: " + reason(unreadable));
            return FileVisitResult.CONTINUE;
          }
        });
    if (files.isEmpty() && unread.isEmpty()) {
      unread.put(folder.toString(), "an empty folder");
    }
    files.forEach((name, found) -> found(root, prefix + name, found));
    unread.forEach(visitor::unread);
  }

  private record Found(Path file, BasicFileAttributes attributes) {}

  private void found(Path root, String name, Found found) {
    if (found.attributes.isSymbolicLink()) {
      link(root, found.file, name);
    } else {
      file(found.file, found.attributes, name);
    }
  }

  private void link(Path root, Path link, String name) {
    try {
      if (!link.toRealPath().startsWith(root)) {
        visitor.unread(name, "a symbolic link out of the folder, not followed");
      }
    } catch (IOException dangling) {
      visitor.unread(name, "a symbolic link that leads nowhere");
    }
  }

  private void file(Path file, BasicFileAttributes attributes, String name) {
    if (!attributes.isRegularFile()) {
      visitor.unread(name, "a pipe, socket or device; give what it prints through - instead");
      return;
    }
    Runnable brokenOff = () -> cutShort.add(EntryName.shown(name));
    Source.Content content =
        () -> new StoppableInputStream(Files.newInputStream(file), stopped, brokenOff);
    archives.open(new Source(name, attributes.size(), content), file);
  }

  /** What an exception says, for a user: the file's name stands before it anyway. */
  static String reason(IOException exception) {
    return switch (exception) {
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      case java.nio.file.NoSuchFileException _ -> "it is gone";
      case java.io.EOFException _ -> "it ends early";
      default -> {
        String message = exception.getMessage();
        yield message == null ? exception.getClass().getSimpleName() : message;
      }
    };
  }

  @Override
  public void close() throws IOException {
    try (spool) {
      archives.close();
    }
  }
}

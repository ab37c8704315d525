package dev.whichhop.flows.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The files below the paths that a user gives, sorted into logs and what stands beside them.
 *
 * @param logs in the order of their names, those that are pruned by time left out
 * @param documents descriptions of AWS and Kubernetes objects, for whoever can read them
 * @param unread what is neither, with the reason
 * @param pruned how many files were left closed because of the time in their name
 */
public record LogFiles(List<LogFile> logs, List<Path> documents, List<Unread> unread, int pruned) {
  private static final Path STANDARD_INPUT = Path.of("-");

  /** A file that is not read, and why. */
  public record Unread(String name, String reason) {}

  /**
   * Finds the files; folders with everything below them, {@code -} is standard input.
   *
   * @param interval files whose name says that they are of another time are left out
   */
  public static LogFiles find(List<Path> paths, InputStream standardInput, Interval interval) {
    Search search = new Search(interval);
    for (Path path : paths) {
      if (path.equals(STANDARD_INPUT)) {
        search.standardInput(standardInput);
      } else if (Files.isDirectory(path)) {
        search.folder(path);
      } else if (Files.exists(path)) {
        search.file(path);
      } else {
        search.unread.add(new Unread(path.toString(), "does not exist"));
      }
    }
    search.logs.sort(Comparator.comparing(LogFile::name));
    return new LogFiles(
        List.copyOf(search.logs),
        List.copyOf(search.documents),
        List.copyOf(search.unread),
        search.pruned);
  }

  private static final class Search {
    private final Interval interval;
    private final List<LogFile> logs = new ArrayList<>();
    private final List<Path> documents = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private int pruned;

    Search(Interval interval) {
      this.interval = interval;
    }

    void folder(Path folder) {
      List<Path> files = new ArrayList<>();
      try {
        Files.walkFileTree(
            folder,
            Set.of(FileVisitOption.FOLLOW_LINKS),
            Integer.MAX_VALUE,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                  files.add(file);
                }
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException failure) {
                unread.add(new Unread(file.toString(), reason(failure)));
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException broken) {
        unread.add(new Unread(folder.toString(), reason(broken)));
      }
      files.sort(Comparator.naturalOrder());
      files.forEach(this::file);
    }

    void file(Path file) {
      String name = file.normalize().toString().replace('\\', '/');
      if (DeliveryPeriod.isOutside(name, interval)) {
        pruned++;
        return;
      }
      LogFile.Content content = () -> Files.newInputStream(file);
      try (InputStream in = LogFile.unpacked(content.open())) {
        LogKind kind = LogKind.of(head(in));
        sort(new LogFile(name, file, Files.size(file), kind, content));
      } catch (IOException broken) {
        unread.add(new Unread(name, "cannot be read: " + reason(broken)));
      }
    }

    void standardInput(InputStream in) {
      try {
        InputStream text = LogFile.unpacked(in);
        byte[] head = head(text);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), text);
        sort(new LogFile("-", null, -1, LogKind.of(head), once(whole)));
      } catch (IOException broken) {
        unread.add(new Unread("-", "cannot be read: " + reason(broken)));
      }
    }

    /** A second reader would find the end at once, and take it for an empty log. */
    private static LogFile.Content once(InputStream in) {
      AtomicBoolean opened = new AtomicBoolean();
      return () -> {
        if (opened.getAndSet(true)) {
          throw new IOException("standard input can be read once; give it as a file");
        }
        return in;
      };
    }

    /** Damage behind the head is reported when the file is read, with what could be read. */
    private static byte[] head(InputStream in) throws IOException {
      return in.readNBytes(LogKind.HEAD);
    }

    private void sort(LogFile file) {
      switch (file.kind()) {
        case TEXT, EVENTS, CSV, PARQUET -> logs.add(file);
        case DOCUMENT -> {
          if (file.path() == null) {
            unread.add(new Unread(file.name(), "a document, expected a log; give it as a file"));
          } else {
            documents.add(file.path());
          }
        }
        case PROSE -> unread.add(new Unread(file.name(), "prose, expected a log"));
        case ARCHIVE ->
            unread.add(new Unread(file.name(), "an archive of several files; unpack it first"));
        case BINARY ->
            unread.add(new Unread(file.name(), "binary, neither text, gzip nor Parquet"));
      }
    }

    private static String reason(IOException failure) {
      String message = failure.getMessage();
      return message == null ? failure.getClass().getSimpleName() : message;
    }
  }
}

package dev.whichhop.app.redaction;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.NotText;
import dev.whichhop.evidence.source.Source;
import dev.whichhop.evidence.source.SourceVisitor;
import dev.whichhop.evidence.source.SourceWalker;
import dev.whichhop.evidence.source.TextFiles;
import dev.whichhop.live.BundleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies evidence as text, archives and gzip unpacked, because nothing else can be looked through.
 * What is no text is left out and named.
 */
public final class BundleCopy {
  /** One file that is not in the copy. */
  public record LeftOut(String file, String why) {}

  private final BundleFiles to;
  private final List<LeftOut> leftOut = new ArrayList<>();
  private int copied;

  public BundleCopy(BundleFiles to) {
    this.to = to;
  }

  /** Files in the copy. */
  public int copied() {
    return copied;
  }

  public List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  /**
   * Copies all paths; where there are several, below the name of each.
   *
   * @param standardInput is read where a path is {@code -}
   * @throws IOException when the copy cannot be written
   */
  public void copy(List<Path> paths, InputStream standardInput) throws IOException {
    try (SourceWalker walker = new SourceWalker(visitor(paths.size() == 1))) {
      for (Path path : paths) {
        Path name = path.getFileName();
        if (path.toString().equals("-")) {
          walker.walkStandardInput(standardInput);
        } else {
          walker.walk(path, paths.size() == 1 || !Files.isDirectory(path) ? "" : name + "/");
        }
      }
    } catch (UncheckedIOException unwritable) {
      throw unwritable.getCause();
    }
  }

  private SourceVisitor visitor(boolean single) {
    return new SourceVisitor() {
      @Override
      public void source(Source source) {
        copy(source, single);
      }

      @Override
      public void unread(String name, String reason) {
        leftOut.add(new LeftOut(name, reason));
      }
    };
  }

  private void copy(Source source, boolean single) {
    Problems problems = new Problems();
    try (InputStream in = TextFiles.bytes(source, problems)) {
      write(in, name(source.name(), single));
      problems.kept().stream()
          .filter(_ -> problems.cut())
          .forEach(one -> leftOut.add(new LeftOut(source.name(), one.message())));
    } catch (NotText binary) {
      leftOut.add(new LeftOut(source.name(), "binary, cannot be looked through"));
    } catch (IOException unreadable) {
      leftOut.add(new LeftOut(source.name(), "cannot be read: " + unreadable.getMessage()));
    }
  }

  private void write(InputStream in, String name) {
    try (OutputStream out = create(name)) {
      in.transferTo(out);
      copied++;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** A file that was unpacked loses the ending that says otherwise. */
  private OutputStream create(String name) throws IOException {
    if (name.endsWith(".gz")) {
      try {
        return to.create(name.substring(0, name.length() - 3));
      } catch (FileAlreadyExistsException taken) {
        return to.create(name);
      }
    }
    return to.create(name);
  }

  /** Entries of an archive are files below its name; of the only one that is given, just files. */
  private static String name(String shown, boolean single) {
    int inside = shown.indexOf("!/");
    String name = single && inside >= 0 ? shown.substring(inside + 2) : shown;
    return name.replace("!/", "/");
  }
}

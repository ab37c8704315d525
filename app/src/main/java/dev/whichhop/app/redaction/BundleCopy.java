package dev.whichhop.app.redaction;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.NotText;
import dev.whichhop.evidence.source.Source;
import dev.whichhop.evidence.source.SourceVisitor;
import dev.whichhop.evidence.source.SourceWalker;
import dev.whichhop.evidence.source.TextFiles;
import dev.whichhop.live.BundleFiles;
import dev.whichhop.redact.pseudonym.Pseudonyms;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Copies evidence as text, archives and gzip unpacked, because nothing else can be looked through.
 * What is no text is left out and named.
 */
public final class BundleCopy {
  /** One file that is not in the copy. */
  public record LeftOut(String file, String why) {}

  private static final int MOST_OF_ONE_NAME = 100;

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
    boolean single = paths.size() == 1 && !Files.isDirectory(paths.getFirst());
    try (SourceWalker walker = new SourceWalker(visitor(single))) {
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
    try (InputStream in = new BufferedInputStream(TextFiles.bytes(source, problems))) {
      if (isKey(in)) {
        leftOut.add(new LeftOut(source.name(), "a key of pseudonyms, never in a bundle"));
        return;
      }
      write(in, source.name(), name(source.name(), single));
      problems.kept().stream()
          .filter(_ -> problems.cut())
          .forEach(one -> leftOut.add(new LeftOut(source.name(), one.message())));
    } catch (NotText binary) {
      leftOut.add(new LeftOut(source.name(), "binary, cannot be looked through"));
    } catch (IOException unreadable) {
      leftOut.add(new LeftOut(source.name(), "cannot be read: " + unreadable.getMessage()));
    }
  }

  /** Turns other names back, those of this bundle or of an older one, wherever it lies. */
  private static boolean isKey(InputStream in) throws IOException {
    byte[] heading = Pseudonyms.HEADING.getBytes(StandardCharsets.US_ASCII);
    in.mark(heading.length);
    boolean key = Arrays.equals(in.readNBytes(heading.length), heading);
    in.reset();
    return key;
  }

  private void write(InputStream in, String shown, String name) {
    OutputStream created;
    try {
      created = create(name);
    } catch (IOException refused) {
      // A name that is too long, or a file where a folder should be; the others can be had.
      leftOut.add(new LeftOut(shown, "cannot be written: " + refused.getMessage()));
      return;
    }
    try (OutputStream out = created) {
      in.transferTo(out);
      copied++;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /**
   * A file that was unpacked loses the ending that says otherwise. Files whose names are one after
   * redaction get a number: {@code app.log}, {@code app (2).log}; the blank ends a secret.
   */
  private OutputStream create(String name) throws IOException {
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    int end = dot > plain.lastIndexOf('/') + 1 ? dot : plain.length();
    for (int i = 1; ; i++) {
      try {
        return to.create(
            i == 1 ? plain : plain.substring(0, end) + " (" + i + ")" + plain.substring(end));
      } catch (FileAlreadyExistsException taken) {
        if (i == MOST_OF_ONE_NAME) {
          throw taken;
        }
      }
    }
  }

  /** Entries of an archive are files below its name; of the only one that is given, just files. */
  private static String name(String shown, boolean single) {
    int inside = shown.indexOf("!/");
    String name = single && inside >= 0 ? shown.substring(inside + 2) : shown;
    return name.replace("!/", "/");
  }
}

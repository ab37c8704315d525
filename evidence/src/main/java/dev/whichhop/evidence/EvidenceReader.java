package dev.whichhop.evidence;

import dev.whichhop.evidence.log.SignalScanner;
import dev.whichhop.evidence.source.Source;
import dev.whichhop.evidence.source.SourceVisitor;
import dev.whichhop.evidence.source.SourceWalker;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.InputFile;
import dev.whichhop.model.evidence.SignalPattern;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads everything that a user gives into one bundle: what each file is, its content tells; what
 * cannot be read is named with the reason, and the rest is read all the same.
 *
 * <p>Two passes: documents, tables and transcripts first, logs afterwards, because how a log is to
 * be read (access-log formats, the year) stands in the documents beside it.
 *
 * <p>For one run: {@link #read} may be called once. Closing deletes what was spooled.
 */
public final class EvidenceReader implements Closeable {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final SignalScanner scanner;
  private final List<Reader> readers;
  private final BundleBuilder into = new BundleBuilder();
  private final List<InputReading> inputs = new ArrayList<>();
  private final SourceWalker walker;
  private Progress progress = Progress.SILENT;

  /**
   * @param signals literals that every line of the evidence is searched for
   */
  public EvidenceReader(List<SignalPattern> signals) {
    this.scanner = new SignalScanner(signals);
    this.readers = Readers.all(scanner);
    this.walker =
        new SourceWalker(
            new SourceVisitor() {
              @Override
              public void source(Source source) {
                progress.reading(source.name());
                InputReading input = new InputReading(source.name(), into);
                inputs.add(input);
                input.recognise(source, readers);
                input.readDocuments(scanner);
              }

              @Override
              public void unread(String name, String reason) {
                inputs.add(InputReading.unread(name, reason, into));
              }
            },
            () -> progress.stopped());
  }

  /** Files that were not read to their end because the progress said to stop; else empty. */
  public List<String> cutShort() {
    return List.copyOf(walker.cutShort());
  }

  /**
   * Reads the paths in their order.
   *
   * @param paths files, folders, archives; {@code -} is standard input
   * @throws EvidenceNotFound when one of them does not exist; then nothing was read
   * @throws IOException when temporary storage fails; bad input never throws
   */
  public Bundle read(List<Path> paths, InputStream standardInput, Progress progress)
      throws IOException {
    this.progress = progress;
    for (Path path : paths) {
      if (!path.equals(STANDARD_INPUT) && !Files.exists(path)) {
        throw new EvidenceNotFound(
            path + " does not exist; expected a file, folder or archive, or - for standard input");
      }
    }
    Set<Path> walked = new HashSet<>();
    for (Path path : paths) {
      Path same = path.equals(STANDARD_INPUT) ? path : path.toRealPath();
      if (!walked.add(same)) {
        continue;
      }
      if (path.equals(STANDARD_INPUT)) {
        walker.walkStandardInput(standardInput);
      } else {
        walker.walk(path, paths.size() == 1 ? "" : prefix(path));
      }
    }
    for (InputReading input : inputs) {
      if (input.hasLogs()) {
        progress.reading(input.name());
        input.readLogs();
      }
    }
    for (InputReading input : inputs) {
      InputFile result = input.result();
      into.add(result);
    }
    return into.build();
  }

  private static String prefix(Path path) {
    String name = path.normalize().toString().replace('\\', '/');
    return Files.isDirectory(path) && !name.isEmpty() && !name.endsWith("/") ? name + "/" : name;
  }

  @Override
  public void close() throws IOException {
    walker.close();
  }
}

package dev.whichhop.flows.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Reads the records of many files, several at a time. Which thread reads which file is chance, so
 * what the visitors gather has to come out the same whatever they are given and in which order.
 */
public final class FlowScan {
  private FlowScan() {}

  /**
   * What a scan gathered.
   *
   * @param files a summary of each file, in the order of the files
   * @param visitors one of each thread
   */
  public record Result<V>(List<FileSummary> files, List<V> visitors) {}

  /**
   * Reads all files to their ends.
   *
   * @param threads how many files are read at a time
   * @param visitor makes the visitor of a thread
   */
  public static <V extends FlowVisitor> Result<V> read(
      List<LogFile> files,
      Formats formats,
      Interval interval,
      ParquetFiles parquet,
      int threads,
      Supplier<V> visitor) {
    FileSummary[] summaries = new FileSummary[files.size()];
    AtomicInteger next = new AtomicInteger();
    List<Future<V>> workers = new ArrayList<>();
    int count = Math.max(1, Math.min(threads, files.size()));
    try (ExecutorService pool = Executors.newFixedThreadPool(count)) {
      for (int i = 0; i < count; i++) {
        workers.add(
            pool.submit(() -> {
              V gathered = visitor.get();
              for (int file = next.getAndIncrement();
                  file < files.size();
                  file = next.getAndIncrement()) {
                summaries[file] = read(files.get(file), file, formats, interval, parquet, gathered);
              }
              return gathered;
            }));
      }
    }
    // What a worker failed with comes first: then not every file has a summary.
    List<V> visitors = workers.stream().map(FlowScan::result).toList();
    return new Result<>(List.of(summaries), visitors);
  }

  private static FileSummary read(
      LogFile file,
      int index,
      Formats formats,
      Interval interval,
      ParquetFiles parquet,
      FlowVisitor visitor) {
    try (LogReader reader = new LogReader(file, formats, interval, parquet)) {
      while (reader.next()) {
        if (reader.isRecord()) {
          visitor.record(reader.line(), reader.columns(), index, reader.message().line());
        }
      }
      return reader.summary();
    } catch (IOException unreadable) {
      return FileSummary.unreadable(file.name(), unreadable);
    }
  }

  private static <V> V result(Future<V> worker) {
    try {
      return worker.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", interrupted));
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed.getCause());
    }
  }
}

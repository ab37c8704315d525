package dev.whichhop.evidence.log;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.log.VantageResolver.Kind;
import dev.whichhop.evidence.source.Source;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.records.access.EnvoyFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Reads a very large Envoy text log: two threads scan chunks of it, this one reads the bytes and
 * takes the results in the order of the file. Lines that failed, and all lines as long as the
 * bundle keeps successes, go the way of any other log line; further successes are only counted.
 */
final class LargeAccessLog {
  /** Below this the ordinary way is as fast; bytes. */
  private static final long LARGE = 8L << 20;

  private static final int THREADS = 2;
  private static final int CHUNKS_UNDER_WAY = 8;

  private final TextFile file;
  private final LogFile log;
  private final BundleBuilder into;
  private final Problems problems;
  private final BlockingQueue<ChunkScan> idle = new LinkedBlockingQueue<>();
  private int lines;

  LargeAccessLog(
      TextFile file, EnvoyFormat format, LogFile log, BundleBuilder into, Problems problems) {
    this.file = file;
    this.log = log;
    this.into = into;
    this.problems = problems;
    for (int i = 0; i < THREADS; i++) {
      idle.add(new ChunkScan(format));
    }
  }

  /** True also for sources of unknown size, such as compressed ones. */
  static boolean isLarge(Source source) {
    return source.size() < 0 || source.size() >= LARGE;
  }

  /** True when lines of the format can be counted without being read in full. */
  static boolean possible(EnvoyFormat format) {
    return format.source().startsWith("[%START_TIME%]") && new ChunkScan(format).usable();
  }

  void read(Source source) throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());
    try (InputStream stream = source.content().open()) {
      LineChunks chunks = new LineChunks(stream);
      Queue<Future<ChunkScan.Result>> underWay = new ArrayDeque<>();
      LineChunks.Chunk chunk = chunks.next();
      while (chunk != null || !underWay.isEmpty()) {
        if (chunk != null && underWay.size() < CHUNKS_UNDER_WAY) {
          LineChunks.Chunk next = chunk;
          boolean count = !into.keepsSuccesses();
          underWay.add(threads.submit(() -> scan(next, count)));
          chunk = chunks.next();
        } else {
          ChunkScan.Result result = underWay.remove().get();
          chunks.release(result.chunk());
          take(result);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading " + file.name(), e);
    } catch (ExecutionException e) {
      throw new IOException("cannot read " + file.name(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private ChunkScan.Result scan(LineChunks.Chunk chunk, boolean count) throws InterruptedException {
    ChunkScan scan = idle.take();
    try {
      return scan.scan(chunk, count, log.context());
    } finally {
      idle.add(scan);
    }
  }

  private void take(ChunkScan.Result result) {
    int firstLine = file.firstLine() + lines;
    for (ChunkScan.Line line : result.others()) {
      int number = firstLine + line.number();
      if (line.cut()) {
        problems.report(file.at(number), "line longer than 1 MiB, cut");
      }
      log.counted(line.before());
      if (line.observation() == null) {
        log.line(line.text(), number);
      } else {
        log.envoyLine(line.text(), line.observation().withPlace(file.at(number)));
      }
    }
    log.counted(result.lastCounted());
    lines += result.lines();
    for (Kind kind : Kind.values()) {
      log.count(kind, result.counted()[kind.ordinal()]);
    }
    if (result.last() >= result.first()) {
      log.covers(result.first(), result.last());
    }
  }
}

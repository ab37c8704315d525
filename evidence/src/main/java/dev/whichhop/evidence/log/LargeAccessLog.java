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
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a very large Envoy text log: two threads scan chunks of it, this one reads the bytes and
 * takes the results in the order of the file. Lines that failed go the way of any other log line,
 * and so do all successes of a file that turns out to be small; else a sample of them over the
 * whole file, and the others are only counted.
 */
final class LargeAccessLog {
  /** Below this the ordinary way is as fast; bytes. */
  private static final long LARGE = 8L << 20;

  /**
   * With each doubling of this many bytes the sample takes half as many of the successes, so that
   * it has 6,000 to 12,000 of a file of any size.
   */
  private static final long SAMPLE_STEP = 2L << 20;

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
      long read = 0;
      while (chunk != null || !underWay.isEmpty()) {
        if (chunk != null && underWay.size() < CHUNKS_UNDER_WAY) {
          LineChunks.Chunk next = chunk;
          long sample = sample(Math.max(source.size(), read));
          read += next.end() - next.begin();
          underWay.add(threads.submit(() -> scan(next, sample)));
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

  /** Of how many successes of a file of this size one is kept; 0 when none is. */
  private long sample(long size) {
    if (!into.keepsSuccesses()) {
      return 0;
    }
    return size < LARGE ? 1 : Long.highestOneBit(size / SAMPLE_STEP);
  }

  private ChunkScan.Result scan(LineChunks.Chunk chunk, long sample) throws InterruptedException {
    ChunkScan scan = idle.take();
    try {
      return scan.scan(chunk, sample, log.context());
    } finally {
      idle.add(scan);
    }
  }

  private static ChunkScan.@Nullable CountedAnswer next(Iterator<ChunkScan.CountedAnswer> all) {
    return all.hasNext() ? all.next() : null;
  }

  private void take(ChunkScan.Result result) {
    int firstLine = file.firstLine() + lines;
    Iterator<ChunkScan.CountedAnswer> answers = result.answers().iterator();
    ChunkScan.CountedAnswer answer = next(answers);
    for (ChunkScan.Line line : result.others()) {
      while (answer != null && answer.number() < line.number()) {
        log.answered(answer.connection(), answer.host(), answer.end());
        answer = next(answers);
      }
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
    while (answer != null) {
      log.answered(answer.connection(), answer.host(), answer.end());
      answer = next(answers);
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

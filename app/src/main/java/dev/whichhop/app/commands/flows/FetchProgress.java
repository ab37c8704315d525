package dev.whichhop.app.commands.flows;

import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Says how much of a download is there, every two seconds, and only to a terminal. */
final class FetchProgress implements LongConsumer {
  private static final long BETWEEN_NANOS = 2_000_000_000L;

  private final PrintWriter err;
  private final Messages messages;
  private final long all;
  private final boolean shown = System.console() != null && System.console().isTerminal();
  private final AtomicLong fetched = new AtomicLong();
  private final AtomicLong last = new AtomicLong(System.nanoTime());

  FetchProgress(PrintWriter err, Messages messages, long all) {
    this.err = err;
    this.messages = messages;
    this.all = all;
  }

  @Override
  public void accept(long bytes) {
    long there = fetched.addAndGet(bytes);
    long before = last.get();
    long now = System.nanoTime();
    if (shown && now - before > BETWEEN_NANOS && last.compareAndSet(before, now)) {
      err.println(
          messages.text(
              "aws.s3.fetched", Map.of("there", ByteText.of(there), "all", ByteText.of(all))));
    }
  }
}

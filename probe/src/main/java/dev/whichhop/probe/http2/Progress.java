package dev.whichhop.probe.http2;

import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.NanoClock;
import dev.whichhop.probe.wire.Phase;
import dev.whichhop.probe.wire.Waterfall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** How far one request has come; written by the event loop, read by who waits. */
final class Progress {
  final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private final NanoClock clock;
  private final StringBuffer head = new StringBuffer();
  volatile Phase phase;
  volatile long connected = Waterfall.NEVER;
  volatile long secured = Waterfall.NEVER;
  volatile long sent = Waterfall.NEVER;
  volatile long firstByte = Waterfall.NEVER;
  private final AtomicLong bytes = new AtomicLong();

  Progress(NanoClock clock, Phase phase) {
    this.clock = clock;
    this.phase = phase;
  }

  long now() {
    return clock.nanos();
  }

  void header(CharSequence name, CharSequence value) {
    head.append(name).append(": ").append(value).append('\n');
  }

  String head() {
    return head.toString();
  }

  void received(int count) {
    bytes.addAndGet(count);
  }

  long bytes() {
    return bytes.get();
  }

  void end(Ending ending) {
    ended.complete(ending);
  }
}

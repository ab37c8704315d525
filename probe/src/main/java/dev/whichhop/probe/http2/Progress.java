package dev.whichhop.probe.http2;

import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.NanoClock;
import dev.whichhop.probe.wire.Phase;
import dev.whichhop.probe.wire.Waterfall;
import java.util.concurrent.CompletableFuture;

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
  volatile long bytes;

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

  void end(Ending ending) {
    ended.complete(ending);
  }
}

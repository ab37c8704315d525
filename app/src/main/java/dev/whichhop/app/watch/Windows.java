package dev.whichhop.app.watch;

import dev.whichhop.live.Window;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The window of each look: the last minutes, and what no look has covered yet. So nothing is missed
 * when a look takes long or the machine slept, up to {@link #MOST}; and a clock that was set back
 * costs nothing but a window that is read twice.
 */
final class Windows {
  /** The longest stretch that one look reads. */
  static final Duration MOST = Duration.ofHours(1);

  private final Duration usual;
  private @Nullable Instant covered;

  /**
   * @param usual length of a window; at most {@link #MOST}
   */
  Windows(Duration usual) {
    this.usual = usual;
  }

  /** The window of a look that begins now. */
  Window next(Instant now) {
    Instant from = now.minus(usual);
    if (covered != null && covered.isBefore(from)) {
      Instant farthest = now.minus(MOST);
      from = covered.isBefore(farthest) ? farthest : covered;
    }
    return new Window(from, now);
  }

  /** Says that the window has been read. */
  void read(Window window) {
    covered = window.to();
  }
}

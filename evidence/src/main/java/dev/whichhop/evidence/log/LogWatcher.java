package dev.whichhop.evidence.log;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Is shown every line of a log, for literals that mean something wherever they stand. */
@FunctionalInterface
public interface LogWatcher {

  /** Ignores every line. */
  LogWatcher NONE = (line, component, time, place, into) -> {};

  /**
   * @param time of the line or, when it has none, of the last one that had
   */
  void line(
      String line, Component component, @Nullable Instant time, Place place, BundleBuilder into);
}

package dev.whichhop.probe.wire;

/** Monotonic nanoseconds, as {@code System::nanoTime}; passed in, so that tests can hold time. */
@FunctionalInterface
public interface NanoClock {
  long nanos();
}

package dev.whichhop.flows.matrix;

/** Ranges that cannot be read; the message says where and what was expected. */
public final class WrongRanges extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongRanges(String message) {
    super(message);
  }
}

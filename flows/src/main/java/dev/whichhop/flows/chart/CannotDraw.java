package dev.whichhop.flows.chart;

/** A result that the picture which was asked for cannot show; the message says what it takes. */
public final class CannotDraw extends Exception {
  private static final long serialVersionUID = 1L;

  CannotDraw(String message) {
    super(message);
  }
}

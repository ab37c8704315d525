package dev.whichhop.app.decisions;

/** A file of suppressions or a baseline that cannot be taken as it stands. */
public final class WrongDecisions extends Exception {
  private static final long serialVersionUID = 1L;

  WrongDecisions(String file, String message) {
    super(file + ": " + message);
  }
}

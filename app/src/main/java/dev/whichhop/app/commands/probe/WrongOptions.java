package dev.whichhop.app.commands.probe;

/** Options that cannot be run; the message says what was expected. */
final class WrongOptions extends Exception {
  WrongOptions(String message) {
    super(message);
  }
}

package dev.whichhop.fix;

/** A remedy turns out not to be applicable; says why. */
final class Unsuitable extends Exception {
  private final Unplanned.Reason reason;

  Unsuitable(Unplanned.Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  Unplanned.Reason reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}

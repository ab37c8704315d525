package dev.whichhop.probe.wire;

/** Carries an ending from where it was seen to where the attempt is told; not an error of ours. */
final class Ended extends Exception {
  private final transient Ending ending;

  Ended(Ending ending) {
    super(null, null, false, false);
    this.ending = ending;
  }

  Ending ending() {
    return ending;
  }
}

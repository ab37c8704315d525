package dev.whichhop.evidence;

/** Is told what is being read, for a line on the terminal, and may end the reading. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = file -> {};

  /**
   * Says that a file is begun.
   *
   * @param file name as the user knows it, untrusted
   */
  void reading(String file);

  /** True when the user does not want to wait any longer: then what was read is the evidence. */
  default boolean stopped() {
    return false;
  }
}

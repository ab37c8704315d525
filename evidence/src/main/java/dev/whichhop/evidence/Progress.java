package dev.whichhop.evidence;

/** Is told what is being read, for a line on the terminal. */
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
}

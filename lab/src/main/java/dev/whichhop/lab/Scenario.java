package dev.whichhop.lab;

/**
 * A story: the same traffic against a faulty and a cured setup. The fault arises from its
 * mechanism; no proxy is told to answer with an error.
 */
public interface Scenario {
  /** File name of the recorded evidence. */
  String name();

  /** Cause that must be named, or empty where nothing is wrong. */
  String cause();

  /** What is wrong. */
  Setup fault();

  /** The same with the remedy applied. */
  Setup cure();

  /** Sends requests; {@code cured} where the remedy is on the caller's side. */
  void traffic(Stage stage, boolean cured) throws Exception;

  /**
   * How often the fault happened, from a counter that diagnose does not see. Must be above 0 with
   * the fault and 0 with the cure.
   */
  long happened(Stage stage) throws Exception;
}

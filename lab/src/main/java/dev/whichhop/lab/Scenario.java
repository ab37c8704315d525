package dev.whichhop.lab;

import java.util.Locale;

/**
 * A story: the same traffic against a faulty and a cured setup. The fault arises from its
 * mechanism; no proxy is told to answer with an error.
 */
public interface Scenario {
  /** File name of the recorded evidence: the class's name in words. */
  default String name() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** Cause that must be named, or empty where nothing is wrong. */
  default String cause() {
    return "";
  }

  /** The remedy of the verdict that {@link #cure} applies, or empty where nothing is wrong. */
  default String remedy() {
    return "";
  }

  /** What is wrong. */
  default Setup fault() {
    return new Setup();
  }

  /** The same with the remedy applied. */
  default Setup cure() {
    return new Setup();
  }

  /** Sends requests; {@code cured} where the remedy is on the caller's side. */
  void traffic(Stage stage, boolean cured) throws Exception;

  /**
   * How often the fault happened, from a counter that diagnose does not see. Must be above 0 with
   * the fault and 0 with the cure.
   */
  long happened(Stage stage) throws Exception;
}

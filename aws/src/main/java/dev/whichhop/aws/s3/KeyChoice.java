package dev.whichhop.aws.s3;

/** Which keys are asked for, told from their names, so that the rest need not be listed. */
public interface KeyChoice {
  /** True when every key is wanted, and one listing without folders takes the fewest requests. */
  boolean all();

  /**
   * Whether a folder may hold what is asked for.
   *
   * @param prefix all of the key up to its slash
   */
  boolean folder(String prefix);

  boolean object(String key);
}

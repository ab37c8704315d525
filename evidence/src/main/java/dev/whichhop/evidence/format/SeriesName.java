package dev.whichhop.evidence.format;

/**
 * What series are called that have no name: the result of an expression such as {@code rate(…)}.
 */
public final class SeriesName {
  private SeriesName() {}

  /** The file's name without folder and extension: the user called it so. */
  public static String ofFile(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}

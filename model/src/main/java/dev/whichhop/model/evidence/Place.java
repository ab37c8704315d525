package dev.whichhop.model.evidence;

/**
 * Where a fact stands: a file (or an entry of an archive), a line in it, and inside a document the
 * path of the field.
 *
 * @param file name as the user knows it, relative to the path that was given
 * @param line 1-based line; 0 when the format has no lines
 * @param path field path such as {@code spec.ports[0].name}, keys with dots as in {@code
 *     metadata.annotations["a.b/c"]}; empty outside documents
 */
public record Place(String file, int line, String path) {

  public static Place line(String file, int line) {
    return new Place(file, line, "");
  }

  public static Place file(String file) {
    return new Place(file, 0, "");
  }

  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line : "") + (path.isEmpty() ? "" : " " + path);
  }
}

package dev.whichhop.model.evidence;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a fact stands: a file (or an entry of an archive), a line in it, and inside a document the
 * path of the field.
 *
 * <p>Every value of a document has a place and hardly any is ever shown, so a path is put together
 * only when somebody asks for it.
 */
public final class Place {
  /** What stands below a longer path has the path itself; hostile keys must not fill a report. */
  private static final int LONGEST_PATH = 1_000;

  /** No item of a list. */
  private static final int NO_ITEM = -1;

  private final String file;
  private final int line;
  private final @Nullable Place above;

  /** The key below {@code above}; the whole path where there is none above. */
  private final String step;

  private final int item;

  /**
   * @param file name as the user knows it, relative to the path that was given
   * @param line 1-based line; 0 when the format has no lines
   * @param path field path such as {@code spec.ports[0].name}, keys with dots as in {@code
   *     metadata.annotations["a.b/c"]}; empty outside documents
   */
  public Place(String file, int line, String path) {
    this(file, line, null, path, NO_ITEM);
  }

  private Place(String file, int line, @Nullable Place above, String step, int item) {
    this.file = file;
    this.line = line;
    this.above = above;
    this.step = step;
    this.item = item;
  }

  public static Place line(String file, int line) {
    return new Place(file, line, "");
  }

  public static Place file(String file) {
    return new Place(file, 0, "");
  }

  /** The place of the value under {@code key} in the mapping that stands here. */
  public Place below(String key, int line) {
    return new Place(file, line, this, key, NO_ITEM);
  }

  /** The place of an item, 0 the first, of the list that stands here. */
  public Place item(int index, int line) {
    return new Place(file, line, this, "", index);
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public String path() {
    if (above == null) {
      return step;
    }
    String path = above.path();
    if (path.length() > LONGEST_PATH) {
      return path;
    }
    if (item != NO_ITEM) {
      return path + "[" + item + "]";
    }
    if (step.indexOf('.') >= 0) {
      return path + "[\"" + step + "\"]";
    }
    return path.isEmpty() ? step : path + "." + step;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Place place
        && line == place.line
        && file.equals(place.file)
        && path().equals(place.path());
  }

  @Override
  public int hashCode() {
    return Objects.hash(file, line);
  }

  @Override
  public String toString() {
    String path = path();
    return file + (line > 0 ? ":" + line : "") + (path.isEmpty() ? "" : " " + path);
  }
}

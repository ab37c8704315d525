package dev.whichhop.model.evidence;

import java.util.List;

/**
 * A literal that means something wherever it stands in the evidence, for example {@code Websocket
 * connection could not be established}. Plain text, no regular expressions: every line of a
 * gigabyte is searched for all of them.
 *
 * @param any a line must contain at least one of these
 * @param all and all of these
 * @param none and none of these
 */
public record SignalPattern(String id, List<String> any, List<String> all, List<String> none) {

  public SignalPattern {
    if (any.isEmpty()) {
      throw new IllegalArgumentException("signal " + id + " has no literal to look for");
    }
  }

  /** True when the line has the literals; {@code any} is tested too. */
  public boolean matches(String line) {
    return any.stream().anyMatch(line::contains)
        && all.stream().allMatch(line::contains)
        && none.stream().noneMatch(line::contains);
  }
}

package dev.whichhop.model.evidence;

/**
 * How long nothing was answered before a request began, measured over all lines of its log; -1
 * where that is not known.
 *
 * @param connectionMillis on the same upstream connection
 * @param hostMillis by the same upstream host
 */
public record Silence(long connectionMillis, long hostMillis) {
  public static final Silence UNKNOWN = new Silence(-1, -1);
}

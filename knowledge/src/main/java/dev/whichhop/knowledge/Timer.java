package dev.whichhop.knowledge;

import dev.whichhop.model.Hop;
import dev.whichhop.model.ladder.TimerValue;
import java.util.List;

/**
 * A timer of the path: what it is when nobody sets it, by version, and what would show its value.
 *
 * @param id word of the output
 * @param hop whose timer it is; the instance may lie elsewhere
 * @param artefact what to fetch to see its value
 * @param defaults empty when there is none, or none that is documented
 */
public record Timer(String id, Hop hop, String artefact, List<Default> defaults) {

  /**
   * The value of some versions.
   *
   * @param product {@code istio}, {@code knative}, {@code kubernetes}, {@code aws}, {@code linux}
   * @param from first version, {@code 1.18}; empty when it is the same in all
   * @param to last version that was looked at; empty likewise
   * @param source where it stands
   */
  public record Default(String product, String from, String to, TimerValue value, String source) {

    /** The versions as one word for the reader; empty when they do not matter. */
    public String versions() {
      return from.isEmpty() ? "" : from.equals(to) ? from : from + "–" + to;
    }

    /** True when the value is known to hold for this version, {@code 1.22.3}. */
    public boolean holdsFor(String version) {
      return from.isEmpty() || (compare(version, from) >= 0 && compare(version, to) <= 0);
    }

    /** By major and minor number. */
    private static int compare(String left, String right) {
      String[] a = left.split("\\.", 3);
      String[] b = right.split("\\.", 3);
      for (int i = 0; i < 2; i++) {
        int difference = Integer.compare(number(a, i), number(b, i));
        if (difference != 0) {
          return difference;
        }
      }
      return 0;
    }

    private static int number(String[] parts, int at) {
      String digits = at < parts.length ? parts[at].replaceAll("\\D", "") : "";
      return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
    }
  }
}

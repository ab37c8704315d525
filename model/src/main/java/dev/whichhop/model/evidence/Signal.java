package dev.whichhop.model.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a known literal stood in the text of the evidence, and where. The literals are a data
 * file ({@code signals.yaml} of the knowledge module), so every line of the evidence is looked at
 * for all of them once, however large it is.
 *
 * @param id word of the data file, for example {@code activator-probe-failed}
 * @param count lines in which it stood
 * @param hits the first of them, at most {@link #KEPT}
 */
public record Signal(String id, long count, List<Hit> hits) {

  /** How many hits are kept with their place. */
  public static final int KEPT = 500;

  /** One line in which the literal stood. */
  public record Hit(Component component, @Nullable Instant time, Evidence evidence) {}

  public boolean seen() {
    return count > 0;
  }

  /** The evidence of the first {@code most} hits. */
  public List<Evidence> evidence(int most) {
    return hits.stream().limit(most).map(Hit::evidence).toList();
  }
}

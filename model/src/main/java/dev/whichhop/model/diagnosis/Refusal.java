package dev.whichhop.model.diagnosis;

import dev.whichhop.model.evidence.Evidence;
import java.util.List;

/**
 * A change that is often proposed for what was seen, and that does harm or nothing.
 *
 * @param id key of the messages {@code refused.<id>.what} and {@code .why}
 * @param evidence where somebody has already made it; empty when it is only a warning
 */
public record Refusal(String id, List<Evidence> evidence) {
  public Refusal {
    evidence = List.copyOf(evidence);
  }
}

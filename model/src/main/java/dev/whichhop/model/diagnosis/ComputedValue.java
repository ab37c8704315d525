package dev.whichhop.model.diagnosis;

import dev.whichhop.model.evidence.Evidence;
import java.util.List;

/**
 * A value of a remedy that follows from the evidence.
 *
 * @param name word of the vocabulary, the placeholder in the remedy's text
 * @param value empty when the evidence does not have what it takes; then {@code formula} says what
 *     to measure
 * @param formula how it was computed, with the numbers
 * @param inputs where the numbers stand
 */
public record ComputedValue(String name, String value, Phrase formula, List<Evidence> inputs) {
  public ComputedValue {
    inputs = List.copyOf(inputs);
  }

  public boolean known() {
    return !value.isEmpty();
  }
}

package dev.whichhop.model.diagnosis;

import dev.whichhop.model.Hop;
import java.util.List;

/**
 * A cause as diagnosed: which, where, how sure, and because of what.
 *
 * @param confidence probability that it explains the symptoms, 0 to 1
 * @param explains ids of symptoms
 * @param supporting findings that speak for it, strongest first
 * @param opposing findings that speak against it, strongest first
 */
public record RankedCause(
    String id,
    Hop hop,
    String subject,
    double confidence,
    List<String> explains,
    List<Finding> supporting,
    List<Finding> opposing,
    List<Remedy> remedies) {

  /** The same cause with these remedies. */
  public RankedCause with(List<Remedy> others) {
    return new RankedCause(
        id, hop, subject, confidence, explains, supporting, opposing, List.copyOf(others));
  }
}

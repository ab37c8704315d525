package dev.whichhop.knowledge;

import dev.whichhop.model.Hop;
import java.util.List;
import java.util.Set;

/**
 * A class of root cause and what it predicts. One data file each, {@code causes/<id>.yaml}.
 *
 * @param id word of the output
 * @param hop where it usually lies; the diagnosed instance may lie elsewhere
 * @param family key of the group of causes it belongs to
 * @param prior logarithm of how usual it is against the others: 0 usual, negative rarer
 * @param explains it can have produced a symptom that matches one of these
 * @param shapes what it predicts about the shape of the failures that it explains
 * @param answers what the answers of checks say for or against it
 * @param sources where the mechanism is documented or was seen
 */
public record Cause(
    String id,
    Hop hop,
    String family,
    double prior,
    List<SymptomPattern> explains,
    List<Shape> shapes,
    List<Expectation> answers,
    List<RemedyTemplate> remedies,
    List<String> sources) {

  /** A pattern together with what a match weighs. */
  public record Shape(SymptomPattern pattern, Weight weight) {}

  /**
   * What the answer of one check means for the cause.
   *
   * @param group answers of one group are not independent: only the heaviest for and the heaviest
   *     against count; empty for independent ones
   */
  public record Expectation(String check, Weight found, Weight absent, String group) {}

  /** See {@code Remedy}; the text still has its placeholders. */
  public record RemedyTemplate(String id, String kind, String text) {}

  /**
   * The closed vocabulary of what can be said about a symptom. Empty sets do not restrict.
   *
   * @param kinds {@code RequestFailures}, {@code ScaleStuck}, …
   * @param flags one of these response flags
   * @param statuses one of these HTTP statuses
   * @param sides one of {@code caller, balancer, gateway, outbound, inbound, server}
   * @param client one of the words of {@code ClientFailure}, lower case with hyphens
   * @param hops the vantage's hop
   * @param durations {@code immediate}, {@code constant}, {@code spread}
   * @param shares {@code all}, {@code most}, {@code some}, {@code few}
   * @param details a failure has response-code details, a transport failure or a body with one of
   *     these literals
   * @param flagless true: no response flag
   */
  public record SymptomPattern(
      Set<String> kinds,
      Set<String> flags,
      Set<Integer> statuses,
      Set<String> sides,
      Set<String> client,
      Set<String> hops,
      Set<String> durations,
      Set<String> shares,
      List<String> details,
      boolean flagless) {}
}

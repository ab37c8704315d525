package dev.whichhop.model.diagnosis;

import dev.whichhop.model.evidence.Evidence;
import java.util.List;

/**
 * A change that should help.
 *
 * @param id key of the messages {@code remedy.<id>.do} and {@code remedy.<id>.limits}
 * @param kind {@code yaml}, {@code cli}, or {@code none} when words say it all
 * @param text the YAML or command, placeholders filled as far as the evidence allows
 * @param safety what it touches and what it takes
 * @param object the object that it changes, {@code DestinationRule/shop/catalog}; empty when the
 *     evidence has none, so that the text makes a new one or says what to look for
 * @param apply the command that applies a YAML patch to that object; empty otherwise
 * @param verify the command that shows whether it is in force; empty where only the failures tell
 * @param prior what stands there now and is to be put back to undo it; empty when nothing does
 * @param values values that were computed for it, and those that still have to be measured
 */
public record Remedy(
    String id,
    String kind,
    String text,
    Safety safety,
    String object,
    String apply,
    String verify,
    List<Evidence> prior,
    List<ComputedValue> values) {

  public Remedy {
    prior = List.copyOf(prior);
    values = List.copyOf(values);
  }
}

package dev.whichhop.knowledge;

import dev.whichhop.model.Hop;
import java.util.List;

/**
 * A question of the walk that checks answer. It is put so that yes is how it should be: no when one
 * of the checks finds its thing, yes when none does and one saw the state that was asked for. A
 * check that found no trace in the failures has not seen that all is well.
 *
 * @param hops where it is asked
 * @param checks codes, the most telling first
 * @param shown those of them that look at a state, so that finding nothing there is a yes
 */
public record Question(String id, List<Hop> hops, List<String> checks, List<String> shown) {

  /** All checks look at a state. */
  public Question(String id, List<Hop> hops, List<String> checks) {
    this(id, hops, checks, checks);
  }
}

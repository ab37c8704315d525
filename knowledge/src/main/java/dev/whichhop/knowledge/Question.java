package dev.whichhop.knowledge;

import dev.whichhop.model.Hop;
import java.util.List;

/**
 * A question of the walk that checks answer. It is put so that yes is how it should be: no when one
 * of the checks finds its thing, yes when none does and one could see.
 *
 * @param hops where it is asked
 * @param checks codes, the most telling first
 */
public record Question(String id, List<Hop> hops, List<String> checks) {}

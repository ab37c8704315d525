package dev.whichhop.evidence.log;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.records.access.EnvoyVantage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the first observations of a file back until enough lines have told who wrote it, so that a
 * line that does not tell by itself gets its vantage even when it is the first one.
 */
final class PendingVantages {
  /** Lines after which the majority of a file is known; a few kilobytes each. */
  private static final int HELD_BACK = 512;

  /** Writers with a resolver of their own; a hostile file may name millions. */
  private static final int MOST_WRITERS = 1000;

  private final BundleBuilder into;
  private final Map<String, VantageResolver> resolvers = new HashMap<>();
  private final List<Observation> held = new ArrayList<>();
  private boolean flushed;

  PendingVantages(BundleBuilder into) {
    this.into = into;
  }

  void add(Observation observation) {
    if (EnvoyVantage.unresolved(observation)) {
      resolver(observation).learn(observation);
    }
    if (flushed) {
      into.add(resolved(observation));
      return;
    }
    held.add(observation);
    if (held.size() == HELD_BACK) {
      flush();
    }
  }

  /** Gives everything held back to the bundle, in the order of the file. */
  void flush() {
    flushed = true;
    held.forEach(observation -> into.add(resolved(observation)));
    held.clear();
  }

  private Observation resolved(Observation observation) {
    return EnvoyVantage.unresolved(observation)
        ? resolver(observation).resolve(observation)
        : observation;
  }

  private VantageResolver resolver(Observation observation) {
    return resolver(observation.vantage().instance());
  }

  /** The resolver for a writer. */
  VantageResolver resolver(String writer) {
    VantageResolver known = resolvers.get(writer);
    if (known == null) {
      known = new VantageResolver(writer);
      if (resolvers.size() < MOST_WRITERS) {
        resolvers.put(writer, known);
      }
    }
    return known;
  }
}

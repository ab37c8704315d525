package dev.whichhop.fix;

import dev.whichhop.knowledge.RemedyCatalogue;
import dev.whichhop.knowledge.RemedyFacts;
import dev.whichhop.knowledge.RemedyFacts.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes a plan of an answer: which remedies fit to objects that the server has. */
public final class Planner {
  private final ObjectAccess cluster;
  private final Map<String, RemedyFacts> facts = RemedyCatalogue.load();

  public Planner(ObjectAccess cluster) {
    this.cluster = cluster;
  }

  /**
   * @param answer of {@code diagnose}, as JSON
   * @throws IOException when the server cannot be asked
   */
  public Plan plan(JsonNode answer) throws IOException {
    DryRun dryRun = new DryRun(cluster);
    List<PlannedChange> changes = new ArrayList<>();
    List<Unplanned> unplanned = new ArrayList<>();
    for (Remedied remedy : Remedied.of(answer)) {
      RemedyFacts known = facts.get(remedy.remedy());
      try {
        Intent intent = Intent.of(remedy, known == null ? Target.NONE : known.target());
        Prospect prospect = dryRun.of(intent);
        if (changes.stream().anyMatch(one -> one.fields().equals(prospect.body()))) {
          // Another cause has the same remedy.
          continue;
        }
        changes.add(
            new PlannedChange(
                changes.size() + 1,
                remedy,
                prospect.at(),
                prospect.uid(),
                prospect.body(),
                prospect.changes(),
                prospect.conflicts(),
                Caretaker.of(prospect.live()),
                Touches.of(prospect)));
      } catch (Unsuitable not) {
        unplanned.add(new Unplanned(remedy, not.reason(), not.detail()));
      }
    }
    return new Plan(cluster.server(), changes, unplanned);
  }
}

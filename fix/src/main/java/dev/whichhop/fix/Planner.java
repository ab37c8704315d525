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
   * Plans every remedy of the answer, by dry runs.
   *
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
        for (Intent intent : intents(remedy, known == null ? Target.NONE : known.target())) {
          Prospect prospect = dryRun.of(intent);
          // Another cause may have the same remedy.
          if (changes.stream().noneMatch(one -> one.fields().equals(prospect.body()))) {
            changes.add(change(changes.size() + 1, remedy, prospect));
          }
        }
      } catch (Unsuitable not) {
        unplanned.add(new Unplanned(remedy, not.reason(), not.detail()));
      }
    }
    return new Plan(cluster.server(), changes, unplanned);
  }

  private static List<Intent> intents(Remedied remedy, Target target) throws Unsuitable {
    List<Intent> restarts = Restarts.of(remedy);
    return restarts.isEmpty() ? List.of(Intent.of(remedy, target)) : restarts;
  }

  private static PlannedChange change(int number, Remedied remedy, Prospect prospect) {
    return new PlannedChange(
        number,
        remedy,
        prospect.at(),
        prospect.uid(),
        prospect.body(),
        prospect.changes(),
        prospect.conflicts(),
        Caretaker.of(prospect.live()),
        Touches.of(prospect));
  }
}

package dev.whichhop.fix;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Carries out changes of a plan, each announced in the journal before it is sent. */
public final class Applier {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final ObjectAccess cluster;
  private final Journal journal;
  private final InstantSource clock;

  public Applier(ObjectAccess cluster, Journal journal, InstantSource clock) {
    this.cluster = cluster;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * What the user allows.
   *
   * @param takeConflicts fields that others own are taken from them
   * @param asWell objects are changed that somebody keeps from a source
   * @param patience how long new pods are waited for
   */
  public record Permission(boolean takeConflicts, boolean asWell, Duration patience) {}

  /**
   * Looks whether the changes can be made now, and makes none.
   *
   * @return what is in the way; empty when nothing is
   */
  public List<Obstacle> obstacles(Plan plan, List<PlannedChange> changes, Permission permission)
      throws IOException {
    List<Obstacle> obstacles = new ArrayList<>();
    if (!plan.server().equals(cluster.server())) {
      return List.of(new Obstacle(0, Obstacle.Why.OTHER_SERVER, plan.server()));
    }
    for (PlannedChange change : changes) {
      // A plan is a file that anybody can edit, and an object may have got a caretaker since.
      Set<Caretaker> caretakers = new LinkedHashSet<>(change.caretakers());
      try {
        Prospect now = new DryRun(cluster).again(change);
        caretakers.addAll(Caretaker.of(now.live()));
        if (!now.uid().equals(change.uid()) || !now.changes().equals(change.changes())) {
          obstacles.add(new Obstacle(change.number(), Obstacle.Why.CHANGED, "" + change.at()));
        } else if (permission.takeConflicts && !change.conflicts().containsAll(now.conflicts())) {
          // Who agreed to take fields agreed to those that were shown.
          obstacles.add(new Obstacle(change.number(), Obstacle.Why.CHANGED, "" + change.at()));
        } else if (!permission.takeConflicts) {
          now.conflicts()
              .forEach(one ->
                  obstacles.add(
                      new Obstacle(
                          change.number(),
                          Obstacle.Why.CONFLICT,
                          one.field() + ": " + one.owner())));
        }
      } catch (Unsuitable not) {
        boolean stands = not.reason() == Unplanned.Reason.IN_FORCE;
        obstacles.add(
            new Obstacle(
                change.number(),
                stands ? Obstacle.Why.CHANGED : Obstacle.Why.REFUSED,
                not.detail()));
      }
      if (!permission.asWell) {
        caretakers.forEach(one ->
            obstacles.add(
                new Obstacle(
                    change.number(), Obstacle.Why.CARETAKER, one.tool() + " " + one.source())));
      }
    }
    return List.copyOf(obstacles);
  }

  /**
   * Makes the changes, one after the other, and ends with the first that fails.
   *
   * @throws IOException when the journal cannot be written or the server does not answer; what
   *     stands then, the journal and the server tell
   */
  public Applied apply(List<PlannedChange> changes, Permission permission) throws IOException {
    String fix = journal.newFix(SECOND.format(clock.instant()));
    journal.write(
        fix,
        new Event.Begun(
            Event.VERSION,
            fix,
            now(),
            cluster.server(),
            changes.stream()
                .map(one -> new Event.Target(one.number(), one.remedy().remedy(), one.at()))
                .toList()));
    List<Applied.One> done = new ArrayList<>();
    for (PlannedChange change : changes) {
      Applied.One one = apply(fix, change, permission);
      done.add(one);
      if (one.state() != Applied.State.STANDS) {
        break;
      }
    }
    return new Applied(fix, done);
  }

  private Applied.One apply(String fix, PlannedChange change, Permission permission)
      throws IOException {
    int number = change.number();
    Prospect now;
    try {
      now = new DryRun(cluster).again(change);
    } catch (Unsuitable not) {
      return refused(fix, number, not.detail());
    }
    if (!now.uid().equals(change.uid()) || !now.changes().equals(change.changes())) {
      return refused(fix, number, "changed since the plan");
    }
    JsonNode owners = now.live().path("metadata").path("managedFields");
    journal.write(
        fix, new Event.Applying(number, now(), now.uid(), change.changes(), array(owners)));
    ApiAnswer answer = send(now, change.creates(), FixRecord.manager(fix), permission);
    if (answer.status() >= 500) {
      // It may have been carried out all the same; undo and list look.
      throw new IOException(answer.reason());
    }
    if (!answer.good()) {
      return refused(fix, number, answer.reason());
    }
    String uid = answer.body().path("metadata").path("uid").asString("");
    journal.write(fix, new Event.Applied(number, now(), uid));
    if (!change.at().kind().rollsOut()) {
      return new Applied.One(number, Applied.State.STANDS, "");
    }
    Rollout.Seen seen = new Rollout(cluster, clock).await(change.at(), permission.patience);
    journal.write(fix, new Event.Watched(number, now(), seen.ready(), seen.said()));
    return new Applied.One(
        number, seen.ready() ? Applied.State.STANDS : Applied.State.NOT_READY, seen.said());
  }

  private ApiAnswer send(Prospect now, boolean creates, String manager, Permission permission)
      throws IOException {
    if (creates) {
      return cluster.create(now.at(), now.body(), manager, false);
    }
    // With its resource version: an object that has changed meanwhile is not overwritten.
    ObjectNode body = ((ObjectNode) now.body()).deepCopy();
    JsonNode version = now.live().path("metadata").path("resourceVersion");
    ((ObjectNode) body.path("metadata")).set("resourceVersion", version);
    return cluster.apply(now.at(), body, manager, permission.takeConflicts, false);
  }

  private Applied.One refused(String fix, int number, String why) throws IOException {
    journal.write(fix, new Event.NotApplied(number, now(), why));
    return new Applied.One(number, Applied.State.REFUSED, why);
  }

  private static JsonNode array(JsonNode owners) {
    return owners.isMissingNode() ? JsonMapper.shared().createArrayNode() : owners;
  }

  private String now() {
    return clock.instant().toString();
  }
}

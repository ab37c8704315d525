package dev.whichhop.fix;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes a fix back: fields that are still its own get their old value, and belong to their former
 * owners as if nothing had been. Fields that somebody else has changed since are left alone.
 *
 * <p>Two calls for an object, since the server gives every field to whoever writes its value: the
 * first puts the values back, the second the owners (an update that only changes {@code
 * managedFields} is taken as it is; kubernetes/apimachinery, {@code
 * pkg/util/managedfields/internal/fieldmanager.go}, Update). What it does follows from the object
 * as it is, so that it can be begun again wherever it has ended.
 */
public final class Undoer {
  /** An object that changes all the time, such as by its status, is tried so often. */
  private static final int TRIES = 10;

  private final ObjectAccess cluster;
  private final Journal journal;
  private final Path folder;
  private final InstantSource clock;

  public Undoer(ObjectAccess cluster, Journal journal, Path folder, InstantSource clock) {
    this.cluster = cluster;
    this.journal = journal;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Undoes what stands of a fix, the last change first.
   *
   * @return what was done, by change
   * @throws IOException when there is no such fix, it was made on another server, or the server
   *     refuses or does not answer; what stands then, {@link FixList} tells
   */
  public List<Undo> undo(String fix) throws IOException {
    Optional<FixRecord> known = FixRecord.read(folder, fix);
    List<Undo> done = new ArrayList<>();
    if (known.isEmpty()) {
      return done;
    }
    FixRecord record = known.get();
    if (!record.server().equals(cluster.server())) {
      throw new IOException(
          "fix " + fix + " was made on " + record.server() + ", and this is " + cluster.server());
    }
    for (FixRecord.Entry entry : record.entries().reversed()) {
      done.add(undo(record, entry));
    }
    return List.copyOf(done);
  }

  private Undo undo(FixRecord record, FixRecord.Entry entry) throws IOException {
    Event.Target target = entry.target();
    Event.Applying applying = entry.applying();
    for (int i = 0; i < TRIES; i++) {
      JsonNode live = live(target.at());
      Standing standing = Standing.of(entry, live, record.manager());
      if (applying == null || standing.state() == Standing.State.UNDONE) {
        return new Undo(target.change(), target.at(), List.of(), standing.left(), false);
      }
      Step step =
          switch (standing.state()) {
            case STANDS, PARTLY, HALF_UNDONE, OVER ->
                applying.uid().isEmpty()
                    ? delete(record, target, applying, live)
                    : restore(record, target, applying, live, standing);
            case NOT_SENT, NOT_MADE, GONE, UNDONE, UNKNOWN -> Step.nothing();
          };
      if (step.over && step.stands) {
        return new Undo(target.change(), target.at(), List.of(), step.left, false);
      }
      if (step.over) {
        journal.write(
            record.fix(), new Event.Undone(target.change(), "" + clock.instant(), step.left));
        boolean gone = standing.state() == Standing.State.GONE;
        return new Undo(target.change(), target.at(), step.back, step.left, gone);
      }
    }
    throw new IOException(target.at() + " changes too often; try again");
  }

  /**
   * @param over false when the object has changed meanwhile, so that it is looked at again
   * @param stands true when the change was left as it is
   */
  private record Step(boolean over, boolean stands, List<FieldChange> back, List<Left> left) {
    static final Step AGAIN = new Step(false, false, List.of(), List.of());

    static Step nothing() {
      return new Step(true, false, List.of(), List.of());
    }
  }

  private Step delete(FixRecord record, Event.Target target, Event.Applying applying, JsonNode live)
      throws IOException {
    List<String> others = ManagedFields.of(live).others(record.manager());
    if (!others.isEmpty()) {
      return new Step(true, true, List.of(), List.of(new Left("", others, false)));
    }
    ObjectNode options = JsonMapper.shared().createObjectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    ObjectNode preconditions = options.putObject("preconditions");
    JsonNode metadata = live.path("metadata");
    preconditions.set("uid", metadata.path("uid"));
    preconditions.set("resourceVersion", metadata.path("resourceVersion"));
    announce(record, target);
    ApiAnswer answer = cluster.delete(target.at(), options);
    if (answer.missing()) {
      return Step.nothing();
    }
    return carriedOut(answer) ? new Step(true, false, applying.fields(), List.of()) : Step.AGAIN;
  }

  private Step restore(
      FixRecord record,
      Event.Target target,
      Event.Applying applying,
      JsonNode live,
      Standing standing)
      throws IOException {
    JsonNode now = live;
    if (!standing.ours().isEmpty()) {
      announce(record, target);
      ArrayNode operations =
          JsonDifference.operations(
              live,
              Former.of(
                  live,
                  standing.ours(),
                  path -> ManagedFields.of(live).areNobodysElse(path, record.manager())));
      ApiAnswer answer = patch(target, live, operations, record.manager());
      if (!carriedOut(answer)) {
        return Step.AGAIN;
      }
      now = answer.body();
    }
    Set<FieldPath> taken = paths(applying.fields());
    Set<FieldPath> back = paths(standing.ours());
    back.addAll(paths(standing.back()));
    ArrayNode owners =
        ManagedFields.of(now)
            .returned(record.manager(), new ManagedFields(applying.owners()), taken, back);
    if (!owners.equals(ManagedFields.of(now).entries())) {
      announce(record, target);
      if (owners.isEmpty()) {
        // An empty list would be taken for none given; one empty entry clears it.
        owners.addObject();
      }
      ArrayNode operations = JsonMapper.shared().createArrayNode();
      operations.add(JsonDifference.operation("replace", "/metadata/managedFields", owners));
      if (!carriedOut(patch(target, now, operations, record.manager()))) {
        return Step.AGAIN;
      }
    }
    List<FieldChange> restored = new ArrayList<>(standing.ours());
    restored.addAll(standing.back());
    return new Step(true, false, restored, standing.left());
  }

  private void announce(FixRecord record, Event.Target target) throws IOException {
    journal.write(record.fix(), new Event.Undoing(target.change(), "" + clock.instant()));
  }

  /** Refused where the object is not the one that was looked at. */
  private ApiAnswer patch(Event.Target target, JsonNode live, ArrayNode operations, String manager)
      throws IOException {
    JsonNode metadata = live.path("metadata");
    String version = metadata.path("resourceVersion").asString("");
    operations.insert(
        0,
        JsonDifference.operation("test", "/metadata/resourceVersion", StringNode.valueOf(version)));
    operations.insert(0, JsonDifference.operation("test", "/metadata/uid", metadata.path("uid")));
    return cluster.patch(target.at(), operations, manager);
  }

  /** False when the object has changed since it was looked at. */
  private static boolean carriedOut(ApiAnswer answer) throws IOException {
    if (answer.good()) {
      return true;
    }
    boolean changed =
        answer.status() == 409 || (answer.status() == 422 && answer.reason().contains("test"));
    if (!changed) {
      throw new IOException(answer.reason());
    }
    return false;
  }

  private JsonNode live(ObjectAddress at) throws IOException {
    ApiAnswer answer = cluster.get(at.path());
    if (!answer.good() && !answer.missing()) {
      throw new IOException(answer.reason());
    }
    return answer.missing() ? MissingNode.getInstance() : answer.body();
  }

  private static Set<FieldPath> paths(List<FieldChange> fields) {
    Set<FieldPath> paths = new HashSet<>();
    fields.forEach(one -> paths.add(one.path()));
    return paths;
  }
}

package dev.whichhop.fix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What stands of every fix of a journal. */
public final class FixList {
  private final @Nullable ObjectAccess cluster;
  private final Path folder;

  /**
   * @param cluster null when there is none to ask: then only the journal speaks
   */
  public FixList(@Nullable ObjectAccess cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  /**
   * One change of a fix.
   *
   * @param state word of {@link Standing.State}
   * @param left fields that somebody else has now
   */
  public record Line(
      String fix,
      String server,
      int change,
      String remedy,
      ObjectAddress at,
      String state,
      List<Left> left) {
    /** True when something of it can be undone. */
    public boolean open() {
      return switch (Standing.State.valueOf(state)) {
        case STANDS, PARTLY, HALF_UNDONE, UNKNOWN -> true;
        case NOT_SENT, NOT_MADE, OVER, GONE, UNDONE -> false;
      };
    }

    /** True when apply or undo ended in the middle of it. */
    public boolean interrupted() {
      return state.equals(Standing.State.HALF_UNDONE.name());
    }
  }

  /**
   * The changes of all fixes, the oldest first.
   *
   * @throws IOException when the journal is damaged
   */
  public List<Line> lines() throws IOException {
    return lines(FixRecord.all(folder));
  }

  /**
   * The changes of one fix; a damaged file of another one is not in its way.
   *
   * @throws IOException when there is no such fix, or its file is damaged
   */
  public List<Line> lines(String fix) throws IOException {
    return lines(FixRecord.read(folder, fix).stream().toList());
  }

  private List<Line> lines(List<FixRecord> records) {
    List<Line> lines = new ArrayList<>();
    for (FixRecord record : records) {
      for (FixRecord.Entry entry : record.entries()) {
        Standing standing = standing(record, entry);
        lines.add(
            new Line(
                record.fix(),
                record.server(),
                entry.target().change(),
                entry.target().remedy(),
                entry.target().at(),
                standing.state().name(),
                standing.left()));
      }
    }
    return List.copyOf(lines);
  }

  private Standing standing(FixRecord record, FixRecord.Entry entry) {
    if (cluster == null || !cluster.server().equals(record.server())) {
      return Standing.unseen(entry);
    }
    try {
      ApiAnswer answer = cluster.get(entry.target().at().path());
      if (!answer.good() && !answer.missing()) {
        return Standing.unseen(entry);
      }
      JsonNode live = answer.missing() ? MissingNode.getInstance() : answer.body();
      return Standing.of(entry, live, record.manager());
    } catch (IOException silent) {
      return Standing.unseen(entry);
    }
  }
}

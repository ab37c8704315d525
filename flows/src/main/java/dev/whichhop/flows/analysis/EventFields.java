package dev.whichhop.flows.analysis;

import dev.whichhop.model.EditDistance;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields that the events of a query have, as far as that is known before it runs.
 *
 * <p>Of flow logs of one format they are known; of other logs every name may exist. One field has
 * several spellings in the world: {@code srcAddr} is what CloudWatch discovers, {@code srcaddr}
 * what the flow log calls it, {@code pkt_srcaddr} the column of Athena.
 */
public final class EventFields {
  /**
   * Every event has these (CWL_AnalyzeLogData-discoverable-fields). {@code @ingestionTime} is not
   * among them: CloudWatch knows it of each, files of logs do not.
   */
  public static final Set<String> OF_EVERY_EVENT =
      Set.of("@timestamp", "@message", "@logStream", "@log");

  /** A name farther from every field is not a misspelt one. */
  private static final int FARTHEST = 2;

  private final Set<String> names;
  private final Map<String, String> byLetters;

  private EventFields(Set<String> names) {
    this.names = names;
    this.byLetters = new HashMap<>();
    names.forEach(name -> byLetters.putIfAbsent(letters(name), name));
  }

  /** Any name may be a field. */
  public static EventFields unknown() {
    return new EventFields(Set.of());
  }

  /** Exactly these, and those of every event. */
  public static EventFields of(Collection<String> names) {
    return new EventFields(new TreeSet<>(names));
  }

  public boolean areKnown() {
    return !names.isEmpty();
  }

  /** Whether every event has the field. */
  public boolean surelyHave(String name) {
    return names.contains(name) || OF_EVERY_EVENT.contains(name);
  }

  /** The field that has this name in another spelling: in other case, with hyphen or underscore. */
  public Optional<String> otherSpelling(String name) {
    return Optional.ofNullable(byLetters.get(letters(name)));
  }

  /** A field whose name is nearly this. */
  public Optional<String> nearest(String name) {
    List<String> nearest = EditDistance.nearest(name, names, 1);
    return nearest.stream().filter(one -> EditDistance.between(one, name) <= FARTHEST).findFirst();
  }

  private static String letters(String name) {
    String letters = name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    // What CloudWatch names startTime and endTime, the flow log calls start and end.
    return switch (letters) {
      case "start" -> "starttime";
      case "end" -> "endtime";
      default -> letters;
    };
  }
}

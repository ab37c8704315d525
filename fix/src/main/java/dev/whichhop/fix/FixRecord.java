package dev.whichhop.fix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says about one fix.
 *
 * @param fix its name
 */
record FixRecord(String fix, String server, List<Entry> entries) {
  FixRecord {
    entries = List.copyOf(entries);
  }

  /**
   * One change of it, as far as it got.
   *
   * @param applying null when it was never about to be sent
   * @param applied null when no answer to it was written down
   * @param undone null when it was not undone
   */
  record Entry(
      Event.Target target,
      Event.@Nullable Applying applying,
      Event.@Nullable Applied applied,
      boolean refused,
      Event.@Nullable Undone undone) {}

  /** Name under which the server knows what this fix has set. */
  String manager() {
    return manager(fix);
  }

  static String manager(String fix) {
    return "whichhop-" + fix;
  }

  static List<FixRecord> all(Path folder) throws IOException {
    List<FixRecord> all = new ArrayList<>();
    for (String fix : Journal.fixes(folder)) {
      read(folder, fix).ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  /**
   * @return empty when not even its first line is whole: then it has done nothing
   * @throws IOException when there is no such fix, or its file is damaged
   */
  static Optional<FixRecord> read(Path folder, String fix) throws IOException {
    List<Event> events = Journal.read(folder, fix);
    if (events.isEmpty() || !(events.getFirst() instanceof Event.Begun begun)) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    for (Event.Target target : begun.targets()) {
      entries.add(entry(target, events));
    }
    return Optional.of(new FixRecord(fix, begun.server(), entries));
  }

  private static Entry entry(Event.Target target, List<Event> events) {
    Event.Applying applying = null;
    Event.Applied applied = null;
    Event.Undone undone = null;
    boolean refused = false;
    for (Event event : events) {
      if (event.change() == target.change()) {
        switch (event) {
          case Event.Applying one -> applying = one;
          case Event.Applied one -> applied = one;
          case Event.NotApplied _ -> refused = true;
          case Event.Undone one -> undone = one;
          case Event.Begun _, Event.Watched _, Event.Undoing _ -> {}
        }
      }
    }
    return new Entry(target, applying, applied, refused, undone);
  }
}

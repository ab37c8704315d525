package dev.whichhop.flows.analysis;

import dev.whichhop.flows.function.Function.Kind;
import dev.whichhop.flows.language.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that a command of a query can use, and what the result would show after it. */
final class Scope {
  /** What a result shows of events when no command says it. */
  private static final List<String> DEFAULT_COLUMNS = List.of("@timestamp", "@message");

  private final Map<String, Kind> defined = new LinkedHashMap<>();
  private final Set<String> shown = new LinkedHashSet<>();
  private boolean events = true;
  private boolean chosen;
  private boolean displayed;

  /** Whether rows are still events, whose fields can be named; {@code stats} ends that. */
  boolean ofEvents() {
    return events;
  }

  boolean defines(String name) {
    return defined.containsKey(name);
  }

  Set<String> names() {
    return defined.keySet();
  }

  /** What a name holds; a field of an event is text. */
  Kind kind(String name) {
    return defined.getOrDefault(name, Kind.TEXT);
  }

  /** The longest beginning of a path that is a defined name. */
  Optional<String> definedBeginning(Path path) {
    for (int length = path.segments().size(); length > 0; length--) {
      String name = new Path(path.segments().subList(0, length), path.span()).name();
      if (defined.containsKey(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** A name that a command adds to every row, and that the result shows. */
  void add(String name, Kind kind) {
    defined.put(name, kind);
    if (!displayed) {
      shown.add(name);
    }
  }

  /** A column that {@code fields} shows. */
  void show(String column) {
    chosen = true;
    if (!displayed) {
      shown.add(column);
    }
  }

  void define(String name, Kind kind) {
    defined.put(name, kind);
  }

  /** The columns of {@code display}, and no others. */
  void display(List<String> columns) {
    chosen = true;
    displayed = true;
    shown.clear();
    shown.addAll(columns);
  }

  /** The columns of {@code stats}: nothing else is left. */
  void replace(Map<String, Kind> columns) {
    events = false;
    chosen = true;
    displayed = false;
    defined.clear();
    shown.clear();
    columns.forEach(this::add);
  }

  List<String> columns() {
    if (chosen) {
      return List.copyOf(shown);
    }
    List<String> columns = new ArrayList<>(DEFAULT_COLUMNS);
    shown.stream().filter(name -> !columns.contains(name)).forEach(columns::add);
    return columns;
  }
}

package dev.whichhop.flows.analysis;

import dev.whichhop.flows.function.Function.Kind;
import dev.whichhop.flows.language.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that a command of a query can use. */
final class Scope {
  private final Map<String, Kind> defined = new LinkedHashMap<>();
  private final Set<String> projected = new HashSet<>();
  private final @Nullable Scope grouped;
  private boolean events = true;

  /** The fields of events. */
  Scope() {
    this(null);
  }

  private Scope(@Nullable Scope grouped) {
    this.grouped = grouped;
  }

  /** Of the list of {@code stats}: its columns so far, and aggregates of the rows it groups. */
  static Scope ofGroup(Scope grouped) {
    Scope scope = new Scope(grouped);
    scope.events = false;
    return scope;
  }

  /** What the arguments of an aggregate can use; nothing where no aggregate may stand. */
  @Nullable Scope grouped() {
    return grouped;
  }

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

  void define(String name, Kind kind) {
    defined.put(name, kind);
  }

  /** A field that {@code fields} or {@code display} shows under its own name. */
  void project(String name) {
    projected.add(name);
  }

  /** Whether a name was used before, so that it cannot be given to something else. */
  boolean isTaken(String name) {
    return defined.containsKey(name) || projected.contains(name);
  }

  /** The columns of {@code stats}: nothing else is left. */
  void replace(Map<String, Kind> columns) {
    events = false;
    projected.clear();
    defined.clear();
    defined.putAll(columns);
  }
}

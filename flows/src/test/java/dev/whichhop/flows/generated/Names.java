package dev.whichhop.flows.generated;

import dev.whichhop.flows.language.Path;
import java.util.ArrayList;
import java.util.List;

/** The names that exist at a point of a generated query. */
final class Names {
  private final List<String> names;
  private boolean time;
  private int made;

  Names(List<String> names, boolean time) {
    this.names = new ArrayList<>(names);
    this.time = time;
  }

  boolean haveTime() {
    return time;
  }

  Path path(Choice choice) {
    return Path.of(choice.of(names));
  }

  List<String> all() {
    return List.copyOf(names);
  }

  /** A name that was not there before. */
  String fresh() {
    made++;
    String name = "v" + made;
    return names.contains(name) ? fresh() : name;
  }

  void add(String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  /** After {@code stats}: only its columns. */
  void replace(List<String> columns) {
    names.clear();
    names.addAll(columns);
    time = false;
  }
}

package dev.whichhop.redact.document;

import org.jspecify.annotations.Nullable;

/** A mapping or a list that is being read, as far as it is known. */
final class Mapping {
  /** The key that this stands under; of an item of a list, that of the list. */
  final String key;

  final @Nullable Mapping parent;

  /** Column of its keys; in JSON unused. */
  final int column;

  final boolean list;

  String lastKey = "";

  /** What {@code name} or {@code key} says, once it is read: pairs of name and value are common. */
  String name = "";

  /** What {@code kind} says; empty before it is read. */
  String kind = "";

  boolean hasApiVersion;

  Mapping(String key, @Nullable Mapping parent, int column, boolean list) {
    this.key = key;
    this.parent = parent;
    this.column = column;
    this.list = list;
  }

  /** Notes what later values may be judged by. */
  void scalar(String key, String value) {
    switch (key) {
      case "kind" -> kind = value;
      case "apiVersion" -> hasApiVersion = true;
      case "name", "key", "Name", "Key", "headerName" -> name = value;
      default -> {}
    }
  }
}

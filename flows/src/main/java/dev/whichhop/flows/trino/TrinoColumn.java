package dev.whichhop.flows.trino;

import dev.whichhop.flows.sql.Sql;
import java.util.List;

/**
 * A column of the table that is a field of the records.
 *
 * @param name in the table
 * @param kind what the table holds there
 */
record TrinoColumn(String name, Kind kind) {
  /** The types that conditions and sums are said in; any other is only read. */
  enum Kind {
    INTEGER,
    TEXT,
    OTHER
  }

  Sql value() {
    return new Sql.Column(name);
  }

  /** The value as the record shows it: {@code -} for none. */
  Sql text() {
    Sql written = kind == Kind.TEXT ? value() : new Sql.Cast(value(), Sql.Type.TEXT);
    Sql present = new Sql.Call("nullif", List.of(written, new Sql.Text("")));
    return Sql.first(present, new Sql.Text("-"));
  }
}

package dev.whichhop.flows.duckdb;

import org.duckdb.DuckDBColumnType;

/**
 * What a column of DuckDB holds, as a value of the language; where it is NULL, the value is
 * missing.
 */
enum Kind {
  TEXT(DuckDBColumnType.VARCHAR),
  NUMBER(DuckDBColumnType.DOUBLE),
  /** A number that is an integer, of so few digits that a double would hold it too. */
  WHOLE(DuckDBColumnType.BIGINT),
  /** A time in milliseconds since 1970. */
  TIME(DuckDBColumnType.BIGINT),
  /** Values of several kinds, or structures, as {@link MixedValues} writes them. */
  MIXED(DuckDBColumnType.VARCHAR),
  /** The numbers 1 and 0. */
  TRUTH(DuckDBColumnType.BOOLEAN);

  private final DuckDBColumnType type;

  Kind(DuckDBColumnType type) {
    this.type = type;
  }

  DuckDBColumnType type() {
    return type;
  }
}

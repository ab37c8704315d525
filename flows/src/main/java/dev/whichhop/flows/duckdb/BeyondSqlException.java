package dev.whichhop.flows.duckdb;

/**
 * A stage of a query cannot be said in SQL with the same meaning; it and those after it are for the
 * reference interpreter, over the rows that the stages before it gave.
 */
final class BeyondSqlException extends RuntimeException {
  BeyondSqlException(String what) {
    super(what, null, false, false);
  }
}

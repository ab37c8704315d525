package dev.whichhop.flows.duckdb;

/**
 * A field that holds integers has one that is not written as usual, with a leading zero or too many
 * digits: the query has to be run again with its fields as texts.
 */
final class IrregularNumberException extends RuntimeException {
  IrregularNumberException() {
    super("a number with a leading zero or more than fifteen digits", null, false, false);
  }
}

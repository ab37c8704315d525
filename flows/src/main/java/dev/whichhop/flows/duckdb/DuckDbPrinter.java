package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.SqlPrinter;

/** SQL as DuckDB spells it. */
final class DuckDbPrinter extends SqlPrinter {
  @Override
  protected String type(Sql.Type type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case WHOLE -> "BIGINT";
      case REAL -> "DOUBLE";
      case TRUTH -> "BOOLEAN";
    };
  }

  /** Without an exponent, a literal would be a decimal. */
  @Override
  protected String real(double value) {
    return "CAST('" + value + "' AS DOUBLE)";
  }

  /** A statement of DuckDB ends at a character 0. */
  @Override
  protected String text(String value) {
    String literal = super.text(value);
    return literal.indexOf('\0') < 0
        ? literal
        : "(" + literal.replace("\0", "' || chr(0) || '") + ")";
  }

  @Override
  protected String tableFunction(String name) {
    return name + "()";
  }
}

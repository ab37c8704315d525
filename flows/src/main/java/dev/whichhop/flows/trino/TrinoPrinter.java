package dev.whichhop.flows.trino;

import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.SqlPrinter;

/** SQL as Trino spells it, and Athena, which is made of it. */
final class TrinoPrinter extends SqlPrinter {
  @Override
  protected String type(Sql.Type type) {
    return switch (type) {
      case TEXT -> "varchar";
      case WHOLE -> "bigint";
      case REAL -> "double";
      case TRUTH -> "boolean";
    };
  }

  /** Without an exponent, a literal would be a decimal. */
  @Override
  protected String real(double value) {
    return "CAST('" + value + "' AS double)";
  }

  @Override
  protected String tableFunction(String name) {
    throw new IllegalArgumentException("no table function: " + name);
  }
}

package dev.whichhop.flows.trino;

import java.io.IOException;
import java.sql.SQLException;

/** What Trino did not do, with its own words for it. */
public final class TrinoException extends IOException {
  private static final long serialVersionUID = 1L;

  TrinoException(String message) {
    super(message);
  }

  /** The driver puts the query's id and the reason into the first line. */
  TrinoException(TrinoAddress address, SQLException failed) {
    super(address + ": " + firstLine(failed), failed);
  }

  private static String firstLine(SQLException failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("failed");
  }
}

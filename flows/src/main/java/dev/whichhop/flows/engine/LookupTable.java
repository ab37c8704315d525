package dev.whichhop.flows.engine;

import java.util.List;

/** A table that {@code lookup} and {@code cidrlookup} read, as its CSV file has it. */
public record LookupTable(List<String> columns, List<List<String>> rows) {
  public LookupTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}

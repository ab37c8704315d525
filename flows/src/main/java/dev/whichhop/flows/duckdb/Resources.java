package dev.whichhop.flows.duckdb;

import java.nio.file.Path;

/**
 * What DuckDB may take from the machine.
 *
 * @param threads how many
 * @param memory in bytes, beside the heap of this process
 * @param spill a folder of its own for what does not fit; it is made when needed
 * @param disk in bytes, in that folder
 */
public record Resources(int threads, long memory, Path spill, long disk) {

  Resources withOneThread() {
    return new Resources(1, memory, spill, disk);
  }
}

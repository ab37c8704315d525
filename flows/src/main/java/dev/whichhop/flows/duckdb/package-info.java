/** Queries run by DuckDB inside this process: fast, and shut off from everything else. */
@NullMarked
package dev.whichhop.flows.duckdb;

import org.jspecify.annotations.NullMarked;

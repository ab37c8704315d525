/**
 * Flow logs in a table of Trino: the rows of such a table are read as records by every command, and
 * filters and sums that mean the same there are left to the cluster.
 */
@NullMarked
package dev.whichhop.flows.trino;

import org.jspecify.annotations.NullMarked;

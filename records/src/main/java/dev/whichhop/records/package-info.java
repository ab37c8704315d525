/** Parsers of single records: access-log lines, flow-log records, log lines of components. */
@NullMarked
package dev.whichhop.records;

import org.jspecify.annotations.NullMarked;

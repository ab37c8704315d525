/** Statements as trees, which a printer of each engine writes down. */
@NullMarked
package dev.whichhop.flows.sql;

import org.jspecify.annotations.NullMarked;

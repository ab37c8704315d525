/** What every engine takes and gives, so that the same query has the same answer on each. */
@NullMarked
package dev.whichhop.flows.engine;

import org.jspecify.annotations.NullMarked;

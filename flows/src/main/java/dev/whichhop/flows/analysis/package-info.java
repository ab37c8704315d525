/** Whether a query can be answered, and what its names mean: the tree that engines run. */
@NullMarked
package dev.whichhop.flows.analysis;

import org.jspecify.annotations.NullMarked;

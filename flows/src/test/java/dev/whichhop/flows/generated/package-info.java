/** Queries and events made at random from a seed, to hold parser, formatter and engines to. */
@NullMarked
package dev.whichhop.flows.generated;

import org.jspecify.annotations.NullMarked;

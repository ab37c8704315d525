/** What values mean, whichever engine runs a query: missing, text, number, time, map, list. */
@NullMarked
package dev.whichhop.flows.value;

import org.jspecify.annotations.NullMarked;

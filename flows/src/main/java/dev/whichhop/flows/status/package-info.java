/** Flow logs themselves: on or off, where they write, and what their format cannot answer. */
@NullMarked
package dev.whichhop.flows.status;

import org.jspecify.annotations.NullMarked;

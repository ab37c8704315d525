/** What addresses and network interfaces belong to. */
@NullMarked
package dev.whichhop.flows.names;

import org.jspecify.annotations.NullMarked;

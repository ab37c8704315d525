/** Packet captures as text. */
@NullMarked
package dev.whichhop.records.system;

import org.jspecify.annotations.NullMarked;

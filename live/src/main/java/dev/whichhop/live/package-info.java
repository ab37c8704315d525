/** Reads a cluster and writes what it shows as files that {@code evidence} reads. */
@NullMarked
package dev.whichhop.live;

import org.jspecify.annotations.NullMarked;

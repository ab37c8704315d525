/** The same request to several places of one path. */
@NullMarked
package dev.whichhop.probe.hops;

import org.jspecify.annotations.NullMarked;

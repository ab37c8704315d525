/** One request on a socket: what was sent, what came back, and exactly how it ended. */
@NullMarked
package dev.whichhop.probe.wire;

import org.jspecify.annotations.NullMarked;

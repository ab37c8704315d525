/** Many requests: sent at a rate or by so many callers, and counted by how they ended. */
@NullMarked
package dev.whichhop.probe.load;

import org.jspecify.annotations.NullMarked;

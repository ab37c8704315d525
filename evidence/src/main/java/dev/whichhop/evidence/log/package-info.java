/** Logs, line by line. */
@NullMarked
package dev.whichhop.evidence.log;

import org.jspecify.annotations.NullMarked;

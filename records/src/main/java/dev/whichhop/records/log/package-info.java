/** Log lines of components and applications, and the requests that they tell of. */
@NullMarked
package dev.whichhop.records.log;

import org.jspecify.annotations.NullMarked;

/** Reports of load tools: one class per tool. */
@NullMarked
package dev.whichhop.evidence.load;

import org.jspecify.annotations.NullMarked;

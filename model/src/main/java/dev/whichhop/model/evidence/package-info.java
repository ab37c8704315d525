/** What was read: facts with their place, objects, log records and request observations. */
@NullMarked
package dev.whichhop.model.evidence;

import org.jspecify.annotations.NullMarked;

/** Queries that run and do not ask what their author means: each with a better one. */
@NullMarked
package dev.whichhop.flows.lint;

import org.jspecify.annotations.NullMarked;

/** Rules that need logic; what is plain data stands in the knowledge module. */
@NullMarked
package dev.whichhop.lint.rule;

import org.jspecify.annotations.NullMarked;

/** Cuts a file into what rules look at: sentences, commands, blocks and documents. */
@NullMarked
package dev.whichhop.lint.text;

import org.jspecify.annotations.NullMarked;

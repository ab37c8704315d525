/** Looking again and again: what changed, told once, as lines, metrics and notices. */
@NullMarked
package dev.whichhop.app.watch;

import org.jspecify.annotations.NullMarked;

/** How long a kept connection may rest before the other side lets go. */
@NullMarked
package dev.whichhop.probe.idle;

import org.jspecify.annotations.NullMarked;

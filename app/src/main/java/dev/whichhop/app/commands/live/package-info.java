/** Commands that talk to a cluster. */
@NullMarked
package dev.whichhop.app.commands.live;

import org.jspecify.annotations.NullMarked;

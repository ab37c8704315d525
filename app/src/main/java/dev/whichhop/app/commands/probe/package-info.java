/** {@code whichhop probe}: one request, load, idle timers, and where on the path it fails. */
@NullMarked
package dev.whichhop.app.commands.probe;

import org.jspecify.annotations.NullMarked;

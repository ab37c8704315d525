/** {@code whichhop redact}. */
@NullMarked
package dev.whichhop.app.commands.redaction;

import org.jspecify.annotations.NullMarked;

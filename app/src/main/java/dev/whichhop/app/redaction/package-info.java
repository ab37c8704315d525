/** Bundles without secrets: what is collected, and copies of what a user has. */
@NullMarked
package dev.whichhop.app.redaction;

import org.jspecify.annotations.NullMarked;

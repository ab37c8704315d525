/** Where in a JSON or YAML document a value stands, and what its place says about it. */
@NullMarked
package dev.whichhop.redact.document;

import org.jspecify.annotations.NullMarked;

/** YAML and JSON as nodes with positions, and what shapes such documents have. */
@NullMarked
package dev.whichhop.evidence.document;

import org.jspecify.annotations.NullMarked;

/**
 * The text of a Logs Insights query: tokens, syntax tree, parser, printer and errors with their
 * place.
 */
@NullMarked
package dev.whichhop.flows.language;

import org.jspecify.annotations.NullMarked;

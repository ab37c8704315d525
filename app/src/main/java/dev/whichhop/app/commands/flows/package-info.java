/** {@code whichhop flows}: questions to flow logs, one class a question. */
@NullMarked
package dev.whichhop.app.commands.flows;

import org.jspecify.annotations.NullMarked;

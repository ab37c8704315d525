/** Flow-log records put together to the conversations that they are parts of. */
@NullMarked
package dev.whichhop.flows.conversation;

import org.jspecify.annotations.NullMarked;

/** Log files as users have them, read as flow-log records and as events. */
@NullMarked
package dev.whichhop.flows.input;

import org.jspecify.annotations.NullMarked;

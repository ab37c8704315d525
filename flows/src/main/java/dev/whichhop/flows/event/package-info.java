/** What a query runs over: log events with their fields. */
@NullMarked
package dev.whichhop.flows.event;

import org.jspecify.annotations.NullMarked;

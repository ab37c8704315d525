/** Alarms and dashboards about flow logs, as text that somebody else applies. */
@NullMarked
package dev.whichhop.flows.alarm;

import org.jspecify.annotations.NullMarked;

/** Start order, probes, addresses that the application binds. */
@NullMarked
package dev.whichhop.diagnosis.check.startup;

import org.jspecify.annotations.NullMarked;

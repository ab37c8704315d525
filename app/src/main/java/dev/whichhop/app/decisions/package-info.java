/** What somebody has decided about findings already: suppressions with a reason, and baselines. */
@NullMarked
package dev.whichhop.app.decisions;

import org.jspecify.annotations.NullMarked;

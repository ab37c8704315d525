/** What a plan of changes, and what became of it, look like. */
@NullMarked
package dev.whichhop.app.report.fix;

import org.jspecify.annotations.NullMarked;

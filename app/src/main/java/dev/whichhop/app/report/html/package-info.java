/** The answer as one page that needs nothing else: no network, no second file. */
@NullMarked
package dev.whichhop.app.report.html;

import org.jspecify.annotations.NullMarked;

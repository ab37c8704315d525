/** What probes measured, as text and as trees for JSON and YAML. */
@NullMarked
package dev.whichhop.app.report.probe;

import org.jspecify.annotations.NullMarked;

/** A diagnosis as text, JSON and YAML. */
@NullMarked
package dev.whichhop.app.report;

import org.jspecify.annotations.NullMarked;

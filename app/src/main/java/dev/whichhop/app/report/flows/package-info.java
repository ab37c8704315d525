/** Answers about flow logs as text and pictures. */
@NullMarked
package dev.whichhop.app.report.flows;

import org.jspecify.annotations.NullMarked;

/** Istio configuration: routes, subsets, scopes, protocol selection, listeners. */
@NullMarked
package dev.whichhop.diagnosis.check.configuration;

import org.jspecify.annotations.NullMarked;

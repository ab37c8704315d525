/** Istio's ambient mode: the node's ztunnel, waypoints. */
@NullMarked
package dev.whichhop.diagnosis.check.ambient;

import org.jspecify.annotations.NullMarked;

/** A server that fails on purpose, on loopback alone. */
@NullMarked
package dev.whichhop.probe.fault;

import org.jspecify.annotations.NullMarked;

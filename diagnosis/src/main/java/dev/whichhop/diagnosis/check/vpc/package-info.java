/** The network under all hops: security groups, routes, conntrack, reverse-path filter. */
@NullMarked
package dev.whichhop.diagnosis.check.vpc;

import org.jspecify.annotations.NullMarked;

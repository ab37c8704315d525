/** Which traffic crosses Availability Zones or a NAT gateway, and what of it changed. */
@NullMarked
package dev.whichhop.flows.zone;

import org.jspecify.annotations.NullMarked;

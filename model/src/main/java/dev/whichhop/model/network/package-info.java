/** Addresses and networks, IPv4 and IPv6. */
@NullMarked
package dev.whichhop.model.network;

import org.jspecify.annotations.NullMarked;

/** Who talked to whom: conversations between ranges of addresses. */
@NullMarked
package dev.whichhop.flows.matrix;

import org.jspecify.annotations.NullMarked;

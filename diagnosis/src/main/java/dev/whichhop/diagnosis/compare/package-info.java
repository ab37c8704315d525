/** Two bundles against each other: what differs and could matter. */
@NullMarked
package dev.whichhop.diagnosis.compare;

import org.jspecify.annotations.NullMarked;

/** The stations of the failing request and the walk along them. */
@NullMarked
package dev.whichhop.diagnosis.route;

import org.jspecify.annotations.NullMarked;

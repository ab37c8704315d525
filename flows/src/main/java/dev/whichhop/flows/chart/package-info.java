/** Results as pictures: what is drawn, without how. */
@NullMarked
package dev.whichhop.flows.chart;

import org.jspecify.annotations.NullMarked;

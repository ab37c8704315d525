/** What several checks want to know of a bundle: addresses, shutdowns, idle gaps. */
@NullMarked
package dev.whichhop.diagnosis.view;

import org.jspecify.annotations.NullMarked;

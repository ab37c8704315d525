/** The numbers behind the pictures of a report; drawing them is another module's work. */
@NullMarked
package dev.whichhop.diagnosis.picture;

import org.jspecify.annotations.NullMarked;

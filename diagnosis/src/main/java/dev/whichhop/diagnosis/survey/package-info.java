/** Settings as written beside settings as used: what {@code whichhop check} shows. */
@NullMarked
package dev.whichhop.diagnosis.survey;

import org.jspecify.annotations.NullMarked;

/** Single lines explained: fields by name, words by meaning, and where the writer stood. */
@NullMarked
package dev.whichhop.diagnosis.line;

import org.jspecify.annotations.NullMarked;

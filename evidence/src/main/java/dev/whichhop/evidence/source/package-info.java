/** Files, folders and archives as streams of text, with limits against hostile input. */
@NullMarked
package dev.whichhop.evidence.source;

import org.jspecify.annotations.NullMarked;

/** The functions of the language: a new one is a line in the file of its family. */
@NullMarked
package dev.whichhop.flows.function;

import org.jspecify.annotations.NullMarked;

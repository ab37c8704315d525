/** One class for each command of the command line. */
@NullMarked
package dev.whichhop.app.commands;

import org.jspecify.annotations.NullMarked;

/** Commands that change a cluster when they are told to. */
@NullMarked
package dev.whichhop.app.commands.fix;

import org.jspecify.annotations.NullMarked;

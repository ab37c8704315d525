/** One class per check: each looks for one thing and answers found, absent or blind. */
@NullMarked
package dev.whichhop.diagnosis.check;

import org.jspecify.annotations.NullMarked;

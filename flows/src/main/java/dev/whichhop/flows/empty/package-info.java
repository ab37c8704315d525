/** Why a question to flow logs has no rows: each possible reason, decided from evidence. */
@NullMarked
package dev.whichhop.flows.empty;

import org.jspecify.annotations.NullMarked;

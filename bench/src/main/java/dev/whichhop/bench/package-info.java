/** Benchmark programs and a seeded log generator; not shipped. */
@NullMarked
package dev.whichhop.bench;

import org.jspecify.annotations.NullMarked;

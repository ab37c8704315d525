/**
 * Whether one end of a network may reach another, decided hop by hop from configuration alone: what
 * allows, what refuses, and what would have to be read to tell.
 */
@NullMarked
package dev.whichhop.flows.reach;

import org.jspecify.annotations.NullMarked;

/** The words every module shares. */
@NullMarked
package dev.whichhop.model;

import org.jspecify.annotations.NullMarked;

/** Lint of manifests, values and runbooks: files in, findings out. */
@NullMarked
package dev.whichhop.lint;

import org.jspecify.annotations.NullMarked;

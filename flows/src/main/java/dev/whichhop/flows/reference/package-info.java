/**
 * A plain interpreter of queries: small and slow, written to be read beside {@code
 * docs/insights.md}. Other engines are compared with it.
 */
@NullMarked
package dev.whichhop.flows.reference;

import org.jspecify.annotations.NullMarked;

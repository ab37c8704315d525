package dev.whichhop.flows.language;

import org.jspecify.annotations.Nullable;

/**
 * A part of a query's text, from {@code start} up to but not including {@code end}.
 *
 * <p>A span says where a thing stands, not what it is: two trees that differ only in their spans
 * are equal, so that a formatted query can be compared with the query that it was made from.
 */
public record Span(int start, int end) {
  /** Of what was made, not read. */
  public static final Span NOWHERE = new Span(0, 0);

  Span to(Span last) {
    return new Span(start, last.end);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Span;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}

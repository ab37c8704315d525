package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Expression.Regex;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.Span;
import dev.whichhop.flows.value.RegularExpression;

/** Regular expressions that a query holds, checked before it runs. */
final class Patterns {
  private Patterns() {}

  static RegularExpression check(Regex regex) {
    return check(regex.pattern(), regex.span());
  }

  static RegularExpression check(String pattern, Span span) {
    try {
      return RegularExpression.of(pattern);
    } catch (IllegalArgumentException e) {
      boolean around =
          pattern.contains("(?=") || pattern.contains("(?!") || pattern.contains("(?<=");
      throw new QueryError(
          "not a regular expression: " + e.getMessage(),
          around ? "RE2 has no look-around: use a second filter" : "RE2 syntax is expected",
          span);
    }
  }
}

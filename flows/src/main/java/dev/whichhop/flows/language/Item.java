package dev.whichhop.flows.language;

import org.jspecify.annotations.Nullable;

/** An expression of a list, with the name that it is given there, if any. */
public record Item(Expression expression, @Nullable String alias, Span span) {
  /**
   * The column that it makes: its alias, the name of the field, or its text ({@code sum(bytes)}),
   * by which later commands can name it too.
   */
  public String column() {
    if (alias != null) {
      return alias;
    }
    if (expression instanceof Expression.Field field) {
      return field.path().name();
    }
    return QueryText.of(expression);
  }
}

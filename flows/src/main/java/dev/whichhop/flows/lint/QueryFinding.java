package dev.whichhop.flows.lint;

import dev.whichhop.flows.language.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something in a query that does not do what it looks like.
 *
 * @param rule whose sentences say why: {@code insights-lint.RULE.found} and {@code .instead}
 * @param level how bad it is
 * @param span where it stands
 * @param values for the placeholders of the sentences
 * @param better what to write in its place, where that can be computed
 */
public record QueryFinding(
    String rule, Level level, Span span, Map<String, String> values, @Nullable String better) {
  public QueryFinding {
    values = Map.copyOf(values);
  }

  /** Whether the answer is wrong, may be, or only costs more than it has to. */
  public enum Level {
    ERROR,
    WARNING,
    NOTE
  }
}

package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Expression.Literal;
import java.util.Map;

/**
 * What a query is checked against.
 *
 * @param fields the fields of its events
 * @param savedQueries texts that {@code $Name(…)} stands for
 * @param parameters values of {@code {{name}}}
 */
public record Setting(
    EventFields fields, Map<String, String> savedQueries, Map<String, Literal> parameters) {
  public Setting {
    savedQueries = Map.copyOf(savedQueries);
    parameters = Map.copyOf(parameters);
  }

  public static Setting of(EventFields fields) {
    return new Setting(fields, Map.of(), Map.of());
  }
}

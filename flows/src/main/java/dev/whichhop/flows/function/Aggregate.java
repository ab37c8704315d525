package dev.whichhop.flows.function;

import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Value;
import java.util.List;
import java.util.Set;

/**
 * A function of the rows of a group.
 *
 * @param ofTime whether it asks for {@code @timestamp}, which only events have
 */
public record Aggregate(
    String name,
    List<String> aliases,
    String signature,
    int fewest,
    int most,
    Kind result,
    Set<Assumption> assumptions,
    boolean ofTime,
    Body body)
    implements Function {
  /**
   * What one row of the group contributes.
   *
   * @param arguments the values of the arguments; none of {@code count()} and {@code count(*)}
   * @param timestamp milliseconds since 1970; missing after {@code stats}
   */
  public record Row(List<Value> arguments, Value timestamp) {
    Value first() {
      return arguments.getFirst();
    }
  }

  /** What it computes of the rows in the order in which they were read. */
  @FunctionalInterface
  public interface Body {
    Value apply(List<Row> rows);
  }

  public Value apply(List<Row> rows) {
    return body.apply(rows);
  }

  static Aggregate of(String signature, int arguments, Kind result, Body body) {
    return new Aggregate(
        signature.substring(0, signature.indexOf('(')),
        List.of(),
        signature,
        arguments,
        arguments,
        result,
        Set.of(),
        false,
        body);
  }

  Aggregate assuming(Assumption... rests) {
    return new Aggregate(
        name, aliases, signature, fewest, most, result, Set.of(rests), ofTime, body);
  }

  Aggregate alias(String... names) {
    return new Aggregate(
        name, List.of(names), signature, fewest, most, result, assumptions, ofTime, body);
  }

  Aggregate withTime() {
    return new Aggregate(name, aliases, signature, fewest, most, result, assumptions, true, body);
  }

  Aggregate optionalArgument() {
    return new Aggregate(name, aliases, signature, 0, most, result, assumptions, ofTime, body);
  }
}

package dev.whichhop.flows.function;

import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Value;
import java.util.List;
import java.util.Set;

/** A function of the values of one row. */
public record ScalarFunction(
    String name,
    List<String> aliases,
    String signature,
    int fewest,
    int most,
    Kind result,
    Set<Assumption> assumptions,
    Body body)
    implements Function {
  /** Any number of arguments. */
  static final int MANY = 1000;

  /** What it computes, as the reference interpreter does. */
  @FunctionalInterface
  public interface Body {
    Value apply(List<Value> arguments, Moment moment);
  }

  public Value apply(List<Value> arguments, Moment moment) {
    return body.apply(arguments, moment);
  }

  static ScalarFunction of(String signature, int fewest, int most, Kind result, OneRow body) {
    String name = signature.substring(0, signature.indexOf('('));
    return new ScalarFunction(
        name,
        List.of(),
        signature,
        fewest,
        most,
        result,
        Set.of(),
        (arguments, moment) -> body.apply(arguments));
  }

  /** A body that does not ask for the time. */
  @FunctionalInterface
  interface OneRow {
    Value apply(List<Value> arguments);
  }

  ScalarFunction assuming(Assumption... rests) {
    return new ScalarFunction(name, aliases, signature, fewest, most, result, Set.of(rests), body);
  }

  ScalarFunction alias(String... names) {
    return new ScalarFunction(
        name, List.of(names), signature, fewest, most, result, assumptions, body);
  }
}

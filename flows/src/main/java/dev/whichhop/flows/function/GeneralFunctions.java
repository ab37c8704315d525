package dev.whichhop.flows.function;

import static dev.whichhop.flows.function.Function.Kind.ARGUMENT;
import static dev.whichhop.flows.function.Function.Kind.NUMBER;
import static dev.whichhop.flows.function.Function.Kind.STRUCTURE;
import static dev.whichhop.flows.function.Function.Kind.TEXT;
import static dev.whichhop.flows.function.Function.Kind.TRUTH;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whichhop.flows.value.Json;
import dev.whichhop.flows.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * Choosing between values, and JSON.
 *
 * <p>Source: CWL_QuerySyntax-operations-functions.
 */
final class GeneralFunctions {
  /** Ten branches and a default. */
  private static final int MOST_OF_CASE = 21;

  private GeneralFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
            "ispresent(field)",
            1,
            1,
            TRUTH,
            arguments -> Value.of(!arguments.getFirst().isMissing())),
        ScalarFunction.of(
            "coalesce(value, …)",
            1,
            ScalarFunction.MANY,
            ARGUMENT,
            arguments ->
                arguments.stream()
                    .filter(one -> !one.isMissing())
                    .findFirst()
                    .orElse(Value.MISSING)),
        ScalarFunction.of(
            "case(condition, value, …[, default])",
            2,
            MOST_OF_CASE,
            ARGUMENT,
            GeneralFunctions::firstTrue),
        ScalarFunction.of(
            "if(condition, value, otherwise)", 3, 3, ARGUMENT, GeneralFunctions::firstTrue),
        ScalarFunction.of(
            "isNumeric(value)",
            1,
            1,
            TRUTH,
            arguments -> Value.of(arguments.getFirst().number().isPresent())),
        ScalarFunction.of(
            "messageSize(text)",
            1,
            1,
            NUMBER,
            arguments -> {
              String text = arguments.getFirst().text();
              return text == null ? Value.MISSING : Value.of(text.getBytes(UTF_8).length);
            }),
        ScalarFunction.of(
            "jsonParse(text)",
            1,
            1,
            STRUCTURE,
            arguments ->
                structure(arguments.getFirst()).map(Value.class::cast).orElse(Value.MISSING)),
        ScalarFunction.of(
            "jsonStringify(structure)",
            1,
            1,
            TEXT,
            arguments ->
                arguments.getFirst() instanceof Value.Structure structure
                    ? Value.of(structure.shown())
                    : Value.MISSING),
        ScalarFunction.of(
            "jsonArraySize(list)",
            1,
            1,
            NUMBER,
            arguments ->
                list(arguments.getFirst())
                    .map(elements -> Value.of(elements.size()))
                    .orElse(Value.MISSING)),
        ScalarFunction.of(
            "jsonArrayContains(list, text)", 2, 2, TRUTH, GeneralFunctions::contains));
  }

  private static Value firstTrue(List<Value> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      if (arguments.get(i).truth()) {
        return arguments.get(i + 1);
      }
    }
    return arguments.size() % 2 == 1 ? arguments.getLast() : Value.MISSING;
  }

  /** A structure, or the one that a text holds. */
  private static Optional<Value.Structure> structure(Value value) {
    if (value instanceof Value.Structure structure) {
      return Optional.of(structure);
    }
    return Optional.ofNullable(value.text()).flatMap(Json::read);
  }

  private static Optional<List<Value>> list(Value value) {
    return structure(value).filter(Value.Structure::isList).map(Value.Structure::elements);
  }

  private static Value contains(List<Value> arguments) {
    String sought = arguments.get(1).text();
    return Value.of(
        sought != null
            && list(arguments.getFirst()).orElse(List.of()).stream()
                .anyMatch(element -> sought.equals(element.text())));
  }
}

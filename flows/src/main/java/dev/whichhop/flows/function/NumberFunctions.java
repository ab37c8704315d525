package dev.whichhop.flows.function;

import static dev.whichhop.flows.function.Function.Kind.NUMBER;
import static dev.whichhop.flows.function.Function.Kind.TEXT;

import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * Functions of numbers; of what is no number they give nothing.
 *
 * <p>Source: CWL_QuerySyntax-operations-functions.
 */
final class NumberFunctions {
  /** The mean radius of the earth (IUGG); the documentation says kilometres and no more. */
  private static final double EARTH_KILOMETRES = 6371.0088;

  /** Decimal places that a double can have. */
  private static final int MOST_PLACES = 15;

  private NumberFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        of("abs(number)", Math::abs),
        of("ceil(number)", Math::ceil),
        of("floor(number)", Math::floor),
        of("log(number)", Math::log),
        of("sqrt(number)", Math::sqrt),
        ScalarFunction.of("round(number[, places])", 1, 2, NUMBER, NumberFunctions::round),
        ScalarFunction.of(
                "greatest(number, …)",
                1,
                ScalarFunction.MANY,
                NUMBER,
                arguments -> extreme(numbers(arguments).max()))
            .assuming(Assumption.AGGREGATES_SKIP_TEXT),
        ScalarFunction.of(
                "least(number, …)",
                1,
                ScalarFunction.MANY,
                NUMBER,
                arguments -> extreme(numbers(arguments).min()))
            .assuming(Assumption.AGGREGATES_SKIP_TEXT),
        ScalarFunction.of(
                "haversine(latitude1, longitude1, latitude2, longitude2)",
                4,
                4,
                NUMBER,
                NumberFunctions::haversine)
            .assuming(Assumption.DETAILS),
        of("toNumber(value)", number -> number),
        of("toDouble(value)", number -> number),
        integer("toInt(value)", Integer.MIN_VALUE, Integer.MAX_VALUE),
        integer("toLong(value)", Long.MIN_VALUE, Long.MAX_VALUE),
        ScalarFunction.of("hexToDec(text)", 1, 1, NUMBER, NumberFunctions::fromHexadecimal),
        ScalarFunction.of("decToHex(number)", 1, 1, TEXT, NumberFunctions::toHexadecimal));
  }

  private static ScalarFunction of(String signature, DoubleUnaryOperator operator) {
    return ScalarFunction.of(
        signature, 1, 1, NUMBER, arguments -> apply(arguments.getFirst(), operator));
  }

  private static Value apply(Value value, DoubleUnaryOperator operator) {
    OptionalDouble number = value.number();
    return number.isEmpty()
        ? Value.MISSING
        : Value.of(operator.applyAsDouble(number.getAsDouble()));
  }

  /** The fraction is cut off; what does not fit the type is none. */
  private static ScalarFunction integer(String signature, double least, double most) {
    return of(
            signature,
            number -> {
              double whole = number < 0 ? Math.ceil(number) : Math.floor(number);
              return whole < least || whole > most ? Double.NaN : whole + 0.0;
            })
        .assuming(Assumption.DETAILS);
  }

  /** Halves away from zero. */
  private static Value round(List<Value> arguments) {
    OptionalDouble number = arguments.getFirst().number();
    OptionalDouble places =
        arguments.size() == 2 ? arguments.get(1).number() : OptionalDouble.of(0);
    if (number.isEmpty() || places.isEmpty()) {
      return Value.MISSING;
    }
    double factor = Math.pow(10, Math.clamp(places.getAsDouble(), -MOST_PLACES, MOST_PLACES));
    double value = number.getAsDouble();
    double rounded = Math.floor(Math.abs(value) * factor + 0.5) / factor;
    return Value.of(Math.copySign(rounded, value) + 0.0);
  }

  private static DoubleStream numbers(List<Value> arguments) {
    return arguments.stream()
        .map(Value::number)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble);
  }

  private static Value extreme(OptionalDouble number) {
    return number.isEmpty() ? Value.MISSING : Value.of(number.getAsDouble());
  }

  private static Value haversine(List<Value> arguments) {
    if (numbers(arguments).count() < 4) {
      return Value.MISSING;
    }
    double[] radians = numbers(arguments).map(Math::toRadians).toArray();
    double latitude = Math.sin((radians[2] - radians[0]) / 2);
    double longitude = Math.sin((radians[3] - radians[1]) / 2);
    double chord =
        latitude * latitude + Math.cos(radians[0]) * Math.cos(radians[2]) * longitude * longitude;
    return Value.of(2 * EARTH_KILOMETRES * Math.asin(Math.sqrt(Math.min(1, chord))));
  }

  private static Value fromHexadecimal(List<Value> arguments) {
    String text = arguments.getFirst().text();
    if (text == null || !text.matches("-?(0[xX])?[0-9a-fA-F]{1,64}")) {
      return Value.MISSING;
    }
    boolean negative = text.startsWith("-");
    String digits = text.replaceFirst("^-?(0[xX])?", "");
    double number = new BigInteger(digits, 16).doubleValue();
    return Value.of(negative ? -number : number);
  }

  private static Value toHexadecimal(List<Value> arguments) {
    OptionalDouble number = arguments.getFirst().number();
    if (number.isEmpty() || Math.abs(number.getAsDouble()) >= 0x1p63) {
      return Value.MISSING;
    }
    long whole = (long) number.getAsDouble();
    return Value.of((whole < 0 ? "-0x" : "0x") + Long.toHexString(Math.abs(whole)));
  }
}

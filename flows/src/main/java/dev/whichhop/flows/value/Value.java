package dev.whichhop.flows.value;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value of a row.
 *
 * <p>Fields of events are text, as they were written, and count as numbers where they look like
 * one; conditions are the numbers 1 and 0. The rules, each with its source, stand in {@code
 * docs/insights.md}.
 */
public sealed interface Value {
  /** A field that the event does not have, or a result that does not exist. */
  Value MISSING = new Missing();

  Value TRUE = new Number(1);
  Value FALSE = new Number(0);

  /** As a text: of structures none, since functions and comparisons do not see them. */
  @Nullable String text();

  /** As a number: of a time its milliseconds since 1970. */
  OptionalDouble number();

  /** As a condition. */
  boolean truth();

  /** What the result shows, and what groups and distinct counts are made by. */
  @Nullable String shown();

  default boolean isMissing() {
    return this instanceof Missing;
  }

  static Value of(@Nullable String text) {
    return text == null ? MISSING : new Text(text);
  }

  /** A number; what is none (a division by zero) is missing. */
  static Value of(double number) {
    return Double.isFinite(number) ? new Number(number) : MISSING;
  }

  static Value of(boolean condition) {
    return condition ? TRUE : FALSE;
  }

  record Missing() implements Value {
    @Override
    public @Nullable String text() {
      return null;
    }

    @Override
    public OptionalDouble number() {
      return OptionalDouble.empty();
    }

    @Override
    public boolean truth() {
      return false;
    }

    @Override
    public @Nullable String shown() {
      return null;
    }
  }

  record Text(String value) implements Value {
    @Override
    public String text() {
      return value;
    }

    @Override
    public OptionalDouble number() {
      return Numerals.parse(value);
    }

    /** False are the empty text, {@code false} in any case, and zero. */
    @Override
    public boolean truth() {
      OptionalDouble number = number();
      return number.isPresent()
          ? number.getAsDouble() != 0
          : !value.isEmpty() && !value.equalsIgnoreCase("false");
    }

    @Override
    public String shown() {
      return value;
    }
  }

  record Number(double value) implements Value {
    @Override
    public String text() {
      return Numerals.render(value);
    }

    @Override
    public OptionalDouble number() {
      return OptionalDouble.of(value);
    }

    @Override
    public boolean truth() {
      return value != 0;
    }

    @Override
    public String shown() {
      return text();
    }
  }

  /** A moment, in milliseconds since 1970: {@code @timestamp}, {@code bin(5m)}. */
  record Time(long milliseconds) implements Value {
    @Override
    public String text() {
      return Times.render(milliseconds);
    }

    @Override
    public OptionalDouble number() {
      return OptionalDouble.of(milliseconds);
    }

    @Override
    public boolean truth() {
      return true;
    }

    @Override
    public String shown() {
      return text();
    }
  }

  /** A JSON object or array, as it was read. */
  record Structure(JsonNode json) implements Value {
    @Override
    public @Nullable String text() {
      return null;
    }

    @Override
    public OptionalDouble number() {
      return OptionalDouble.empty();
    }

    @Override
    public boolean truth() {
      return false;
    }

    @Override
    public String shown() {
      return json.toString();
    }

    public boolean isList() {
      return json.isArray();
    }

    public List<Value> elements() {
      return json.values().stream().map(Json::value).toList();
    }

    /** A member of an object by its name, an element of an array by its place from 0. */
    public Value member(String name) {
      boolean place = json.isArray() && name.matches("[0-9]{1,9}");
      return Json.value(place ? json.get(Integer.parseInt(name)) : json.get(name));
    }
  }
}

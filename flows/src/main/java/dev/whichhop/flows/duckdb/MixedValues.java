package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.value.Json;
import dev.whichhop.flows.value.Value;
import org.jspecify.annotations.Nullable;

/** Values of any kind in one column of texts: a letter for the kind, then the value. */
final class MixedValues {
  private MixedValues() {}

  static @Nullable String write(Value value) {
    return switch (value) {
      case Value.Missing _ -> null;
      case Value.Text(String text) -> "T" + text;
      case Value.Number(double number) -> "N" + number;
      case Value.Time(long milliseconds) -> "M" + milliseconds;
      case Value.Structure structure -> "J" + structure.shown();
    };
  }

  static Value read(@Nullable String written) {
    if (written == null) {
      return Value.MISSING;
    }
    String value = written.substring(1);
    return switch (written.charAt(0)) {
      case 'T' -> new Value.Text(value);
      case 'N' -> new Value.Number(Double.parseDouble(value));
      case 'M' -> new Value.Time(Long.parseLong(value));
      case 'J' -> Json.read(value).orElseThrow();
      default -> throw new IllegalArgumentException(written);
    };
  }
}

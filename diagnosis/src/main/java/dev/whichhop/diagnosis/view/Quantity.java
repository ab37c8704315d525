package dev.whichhop.diagnosis.view;

import java.util.Map;
import java.util.OptionalDouble;

/** Amounts of CPU and memory as Kubernetes writes them (apimachinery, {@code api/resource}). */
public final class Quantity {
  private static final Map<String, Double> SUFFIXES =
      Map.ofEntries(
          Map.entry("", 1.0),
          Map.entry("n", 1e-9),
          Map.entry("u", 1e-6),
          Map.entry("m", 1e-3),
          Map.entry("k", 1e3),
          Map.entry("M", 1e6),
          Map.entry("G", 1e9),
          Map.entry("T", 1e12),
          Map.entry("Ki", 1024.0),
          Map.entry("Mi", 1024.0 * 1024),
          Map.entry("Gi", 1024.0 * 1024 * 1024),
          Map.entry("Ti", 1024.0 * 1024 * 1024 * 1024));

  private Quantity() {}

  /** {@code 500m} as 0.5, {@code 1Gi} as 1073741824; empty for what is no amount. */
  public static OptionalDouble parse(String text) {
    int end = 0;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    Double factor = SUFFIXES.get(text.substring(end));
    if (end == 0 || end > 18 || factor == null) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text.substring(0, end)) * factor);
    } catch (NumberFormatException twoPoints) {
      return OptionalDouble.empty();
    }
  }
}

package dev.whichhop.app.commands.flows;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What CloudWatch Logs Insights takes for a GB that a query reads, in USD. Only what was found in a
 * source that can be named; prices change, so --price says what is true for the reader.
 */
final class LogsPrice {
  /**
   * dev.classmethod.jp/articles/cwlogs-insights-query-scan-volume-not-affect-costs, August 2024.
   */
  private static final Map<String, Double> BY_REGION = Map.of("ap-northeast-1", 0.0076);

  /** Assumed: AWS does not say how many bytes its GB has. By 2^30 it would cost 7 % less. */
  static final double GB = 1e9;

  private LogsPrice() {}

  /** Nothing where it is not known. */
  static OptionalDouble of(String region) {
    Double price = BY_REGION.get(region);
    return price == null ? OptionalDouble.empty() : OptionalDouble.of(price);
  }
}

package dev.whichhop.knowledge;

import dev.whichhop.model.survey.Topic;

/**
 * A setting of a DestinationRule and where a proxy shows it.
 *
 * @param yaml field path below {@code trafficPolicy}
 * @param proxy field path below Envoy's cluster, in snake_case; empty when it is not translated
 * @param mesh field path in the mesh configuration; empty where it has no such field
 * @param byDefault the value when nobody sets it; empty when there is none
 * @param doubtfulFrom first doubtful value, seconds or a count; NaN when no value is
 * @param doubtfulTo last doubtful value
 * @param live the live figure that it bounds; empty when it is no limit
 * @param refused the counter of what the limit refused
 */
public record ClusterSetting(
    String id,
    Topic topic,
    String yaml,
    String proxy,
    String mesh,
    String byDefault,
    double doubtfulFrom,
    double doubtfulTo,
    String live,
    String refused,
    String source) {

  /** True for a value (seconds or count) that seldom does what people hope. */
  public boolean doubtful(double value) {
    return value >= doubtfulFrom && value <= doubtfulTo;
  }
}

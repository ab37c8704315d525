package dev.whichhop.model.survey;

import java.util.Locale;

/** What a setting is about, in the order in which an operator changes such things. */
public enum Topic {
  /** Outlier detection: taking hosts out of the load balancing. */
  BREAKER,
  /** Limits and timers of connections to a service. */
  POOL,
  /** CPU, memory and workers of a proxy. */
  RESOURCES,
  /** How much a proxy logs. */
  LOGGING,
  /** Not settings: connections, ejected hosts, counters, restarts. */
  LIVE;

  /** The word of the output. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

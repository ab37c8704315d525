package dev.whichhop.flows.engine;

import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.function.Moment;

/** Something that answers checked queries. */
public interface Engine {
  /**
   * @param moment when the query runs and over which time; the events are those of that time
   * @throws dev.whichhop.flows.language.QueryError when a name of the query stands for nothing, or
   *     the engine does not know a command
   */
  Result run(CheckedQuery query, Sources sources, Moment moment);
}

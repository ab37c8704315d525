package dev.whichhop.flows.empty;

/** What would tell whether a reason holds; a message says each in the language of the reader. */
public enum Needed {
  /** The answer of {@code describe-flow-logs}. */
  FLOW_LOGS,
  /** The answer of {@code describe-network-interfaces}. */
  INTERFACES,
  /** The answer of {@code describe-subnets}. */
  SUBNETS,
  /** The answer of {@code describe-vpcs}. */
  VPCS,
  /** Flow-log records of any time. */
  RECORDS,
  /** The field {@code log-status} in the records. */
  LOG_STATUS,
  /** The option {@code --address}. */
  ADDRESS,
  /** The options {@code --start} and {@code --end}. */
  INTERVAL,
  /** The option {@code --end}. */
  END,
  /** The option {@code --log-group}. */
  LOG_GROUP,
  /** The option {@code --query}. */
  QUERY,
  /** A query without an error. */
  RUNNABLE_QUERY
}

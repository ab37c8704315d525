package dev.whichhop.flows.empty;

/** Why an answer can be empty, in the order in which a good operator would look. */
public enum EmptyReason {
  /** No flow log, or none that is active. */
  FLOW_LOG_OFF,
  /** The flow log is on and cannot deliver. */
  DELIVERY_FAILED,
  /** No flow log writes to the log group that was asked. */
  WRONG_LOG_GROUP,
  /** No flow log covers the interface of an address that was asked about. */
  NOT_COVERED,
  /** The flow log takes only accepted, or only rejected traffic. */
  ONLY_PART_LOGGED,
  /** No record starts within the time that was asked about. */
  WRONG_TIME,
  /** The records of that time may still be under way. */
  DELAY_NOT_OVER,
  /** The query names fields that these records do not have. */
  WRONG_FIELD,
  /** The query looks for a network as text. */
  TEXT_MATCH,
  /** The address is a secondary one, and these records have only primary ones. */
  SECONDARY_ADDRESS,
  /** Such traffic is never written. */
  NEVER_LOGGED,
  /** Flows of that time were lost. */
  FLOWS_LOST
}

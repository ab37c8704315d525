package dev.whichhop.model.evidence;

/** What a check may read; it declares these, and a test compares them with what it really read. */
public enum EvidenceKind {
  KUBERNETES_OBJECTS,
  PODS,
  EVENTS,
  TABLES,
  AWS,
  AWS_ATTRIBUTES,
  ENVOY_CONFIGURATION,
  METRICS,
  OBSERVATIONS,
  LOGS,
  SIGNALS,
  LOAD_RESULTS,
  FLOW_RECORDS,
  PACKETS,
  SETTINGS,
  NOTES
}

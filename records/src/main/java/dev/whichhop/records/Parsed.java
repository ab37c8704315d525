package dev.whichhop.records;

import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Packet;

/** What one line turned out to be. */
public sealed interface Parsed {
  record OfRequest(Observation observation) implements Parsed {}

  record OfLog(LogRecord record) implements Parsed {}

  /** A log line that also tells of a request: both are kept. */
  record OfLoggedRequest(LogRecord record, Observation observation) implements Parsed {}

  record OfFlow(FlowRecord record) implements Parsed {}

  record OfPacket(Packet packet) implements Parsed {}
}

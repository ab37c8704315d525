package dev.whichhop.records.log;

import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.Parsed;

/** A log record together with the request that it tells of, where it tells of one. */
final class Logged {
  private Logged() {}

  static Parsed of(LogRecord record, LineContext context) {
    Observation observation = RequestReader.read(record, context.instance());
    return observation == null
        ? new Parsed.OfLog(record)
        : new Parsed.OfLoggedRequest(record, observation);
  }
}

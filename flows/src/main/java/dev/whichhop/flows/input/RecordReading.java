package dev.whichhop.flows.input;

import dev.whichhop.records.flowlog.FlowLine;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.nio.charset.StandardCharsets;

/** Reads records of one format, and does not take a header for one. */
final class RecordReading {
  private final FlowLine line;
  private final FlowColumns columns;
  private final byte[] firstName;

  RecordReading(FlowLogFormat format) {
    this.line = format.newLine();
    this.columns = FlowColumns.of(format);
    this.firstName = format.fields().getFirst().getBytes(StandardCharsets.UTF_8);
  }

  FlowLine line() {
    return line;
  }

  FlowColumns columns() {
    return columns;
  }

  /** A line of names would fit a format that has only words. */
  boolean read(byte[] buffer, int from, int to) {
    return line.read(buffer, from, to) && !line.is(firstName, 0);
  }

  String misfit() {
    return line.misfit();
  }
}

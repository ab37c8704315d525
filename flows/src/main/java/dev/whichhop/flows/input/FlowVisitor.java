package dev.whichhop.flows.input;

import dev.whichhop.records.flowlog.FlowLine;

/** Takes the flow-log records of the files that one thread reads. */
@FunctionalInterface
public interface FlowVisitor {

  /**
   * One record; the line is overwritten by the next.
   *
   * @param file index of the file in the list that is read
   * @param number line in it, 0 where it has none
   */
  void record(FlowLine line, FlowColumns columns, int file, int number);
}

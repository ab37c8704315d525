package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFiles;
import dev.whichhop.flows.status.FlowLogDescription;
import dev.whichhop.model.evidence.Bundle;
import java.util.List;

/**
 * What a question to records is asked of.
 *
 * @param beside descriptions of AWS and Kubernetes objects that stand beside the records
 */
record FlowInput(LogFiles files, Formats formats, Interval interval, Bundle beside) {
  FlowInput at(Interval other) {
    return new FlowInput(files, formats, other, beside);
  }

  /** Where no record was found, one may have been in what could not be read. */
  int statusWithoutRecords() {
    return files.unread().isEmpty() ? ExitStatus.EVIDENCE_MISSING : ExitStatus.UNREADABLE;
  }

  List<FlowLogDescription> flowLogs() {
    return beside.aws("FlowLogs").stream().map(FlowLogDescription::of).toList();
  }

  /** True when an answer of describe-flow-logs was read, be it an empty list. */
  boolean describesFlowLogs() {
    return beside.coverage().stream().anyMatch(one -> one.subject().equals("FlowLogs"));
  }
}

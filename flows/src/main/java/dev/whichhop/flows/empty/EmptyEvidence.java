package dev.whichhop.flows.empty;

import dev.whichhop.flows.conversation.Conversations;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.status.FlowLogDescription;
import java.util.List;

/**
 * What there is to decide it from.
 *
 * @param described true when an answer of describe-flow-logs was read, be it an empty list
 * @param files what became of the files of records
 * @param conversations of the records of all times
 */
public record EmptyEvidence(
    boolean described,
    List<FlowLogDescription> flowLogs,
    List<FileSummary> files,
    Conversations conversations,
    Network network) {

  long records() {
    return files.stream().mapToLong(FileSummary::records).sum();
  }
}

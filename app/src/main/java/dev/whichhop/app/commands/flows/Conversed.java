package dev.whichhop.app.commands.flows;

import dev.whichhop.flows.conversation.Conversations;
import dev.whichhop.flows.input.FileSummary;
import java.util.List;

/** The conversations of all records, and what became of each file. */
record Conversed(Conversations conversations, List<FileSummary> files) {

  boolean anyRecords() {
    return files.stream().anyMatch(one -> one.records() > 0);
  }
}

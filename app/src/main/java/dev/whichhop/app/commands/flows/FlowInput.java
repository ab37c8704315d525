package dev.whichhop.app.commands.flows;

import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFiles;
import dev.whichhop.flows.status.FlowLogDescription;
import dev.whichhop.model.evidence.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a question to records is asked of.
 *
 * @param beside descriptions of AWS and Kubernetes objects that stand beside the records
 */
record FlowInput(LogFiles files, Formats formats, Interval interval, Bundle beside) {
  /** That nothing is described is an answer too, and a bundle does not keep it. */
  private static final Pattern EMPTY_LIST =
      Pattern.compile("\\s*\\{\\s*\"FlowLogs\"\\s*:\\s*\\[\\s*]\\s*}\\s*");

  private static final int LONGEST_EMPTY_LIST = 1_000;

  FlowInput at(Interval other) {
    return new FlowInput(files, formats, other, beside);
  }

  List<FlowLogDescription> flowLogs() {
    return beside.aws("FlowLogs").stream().map(FlowLogDescription::of).toList();
  }

  /** True when an answer of describe-flow-logs was read, be it an empty list. */
  boolean describesFlowLogs() throws IOException {
    if (!beside.aws("FlowLogs").isEmpty()) {
      return true;
    }
    for (Path document : files.documents()) {
      if (Files.size(document) < LONGEST_EMPTY_LIST
          && EMPTY_LIST.matcher(Files.readString(document)).matches()) {
        return true;
      }
    }
    return false;
  }
}

package dev.whichhop.flows.input;

import dev.whichhop.records.flowlog.FlowLogFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the order of fields before a file is opened.
 *
 * @param given the format that the user gave; it holds for every file without a header
 * @param described formats of flow logs whose description stands beside the records
 */
public record Formats(@Nullable FlowLogFormat given, List<FlowLogFormat> described) {
  /** Nothing is known. */
  public static final Formats NONE = new Formats(null, List.of());
}

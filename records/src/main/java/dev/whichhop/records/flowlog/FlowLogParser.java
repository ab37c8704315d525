package dev.whichhop.records.flowlog;

import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.util.Optional;

/** Flow-log records of the default format, wherever they stand among other lines. */
public final class FlowLogParser implements LineParser {
  private final FlowLogFormat format = FlowLogFormat.ofDefault();

  @Override
  public String format() {
    return "vpc-flow-log";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    // A record ends in its log-status: most lines are told apart by their last letter.
    if (line.isEmpty() || "KAD-".indexOf(line.charAt(line.length() - 1)) < 0) {
      return Optional.empty();
    }
    return format.parse(line, context.place()).map(Parsed.OfFlow::new);
  }
}

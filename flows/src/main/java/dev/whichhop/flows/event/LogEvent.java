package dev.whichhop.flows.event;

import dev.whichhop.model.evidence.Place;
import java.util.Map;

/**
 * One event of a log group: a record of a flow log, a line of another log, a JSON document.
 *
 * @param timestamp milliseconds since 1970, {@code @timestamp}; of a flow-log record its start; -1
 *     when nothing tells it, and then the field is missing
 * @param log account and log group, {@code @log}; of a file its name
 * @param logStream {@code @logStream}; of a flow log the network interface
 * @param message the text as it was written, {@code @message}
 * @param fields what is discovered in the text, in the order of the text, by the names that
 *     CloudWatch gives them ({@code srcAddr}); values as they were written, {@code "-"} included
 * @param place where it was read
 */
public record LogEvent(
    long timestamp,
    String log,
    String logStream,
    String message,
    Map<String, String> fields,
    Place place) {}

package dev.whichhop.flows.input;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one file turned out to be, for every answer to say what it rests on.
 *
 * @param fields the fields of its flow-log records in their order; empty when it has none
 * @param known how the order of the fields was found out
 * @param records flow-log records, those outside of the time asked about included
 * @param others messages that are no flow-log records, in a file that holds none
 * @param damaged lines that should have been records
 * @param firstDamages the first of them
 * @param noData records that say that there was no traffic
 * @param skipData records that say that an unknown number of flows was lost
 * @param first start of the earliest record
 * @param last end of the latest
 * @param problem why the file was not read, or not to its end; else empty
 */
public record FileSummary(
    String name,
    List<String> fields,
    Known known,
    long records,
    long others,
    long damaged,
    List<Damage> firstDamages,
    long noData,
    long skipData,
    @Nullable Instant first,
    @Nullable Instant last,
    String problem) {

  /** How the order of the fields was found out. */
  public enum Known {
    /** The user gave it. */
    GIVEN,
    /** The file says it. */
    HEADER,
    /** A description of a flow log beside the records says it. */
    DESCRIBED,
    /** Nothing says it; the records fit a usual format. */
    GUESSED,
    /** The file holds no flow-log records. */
    NOT,
    /** It looks like flow-log records, and no format that is known fits. */
    UNKNOWN
  }

  /** Of a file that could not be opened. */
  public static FileSummary unreadable(String name, IOException failure) {
    String reason = failure.getMessage() == null ? "cannot be read" : failure.getMessage();
    return new FileSummary(
        name, List.of(), Known.NOT, 0, 0, 0, List.of(), 0, 0, null, null, reason);
  }

  /** Of events that came from no file. */
  static FileSummary none() {
    return new FileSummary("", List.of(), Known.NOT, 0, 0, 0, List.of(), 0, 0, null, null, "");
  }

  public boolean isFlowLog() {
    return !fields.isEmpty();
  }
}

package dev.whichhop.flows.input;

import dev.whichhop.records.flowlog.FlowLogFormat;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one file, one after the other: lines of a text, events in JSON, rows of a table.
 * A message is bytes in a buffer that the next one may overwrite.
 */
public interface Messages extends Closeable {

  /** Moves to the next message; false at the end. What was read before an error stays read. */
  boolean next() throws IOException;

  byte[] buffer();

  /** Index of the first byte of the message in the buffer. */
  int from();

  /** Index behind its last byte. */
  int to();

  /** Line in the file, 1-based; 0 where there are none. */
  int line();

  /** Field path inside a document, else empty. */
  default String path() {
    return "";
  }

  /** Milliseconds since 1970 when the source gives the event a time of its own, else -1. */
  default long timestamp() {
    return -1;
  }

  /** Log group when the source names it, else empty. */
  default String log() {
    return "";
  }

  /** Log stream when the source names it, else empty. */
  default String stream() {
    return "";
  }

  /** The format of this message as a flow-log record, when the source names its fields. */
  default @Nullable FlowLogFormat format() {
    return null;
  }

  /** Named values that the source gives with a message that is no flow-log record. */
  default Map<String, String> fields() {
    return Map.of();
  }
}

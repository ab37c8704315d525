package dev.whichhop.flows.input;

import dev.whichhop.records.flowlog.FlowLogFormat;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages whose first ones can be looked at before they are read. */
final class PeekedMessages implements Messages {
  private static final int LOOKED_AT = 20;

  private final Messages source;
  private final Deque<Kept> head = new ArrayDeque<>();
  private @Nullable IOException broken;
  private @Nullable Kept kept;

  /** A copy of a message. */
  private record Kept(
      byte[] buffer,
      int line,
      String path,
      long timestamp,
      String log,
      String stream,
      @Nullable FlowLogFormat format,
      Map<String, String> fields) {}

  PeekedMessages(Messages source) {
    this.source = source;
    try {
      while (head.size() < LOOKED_AT && source.next()) {
        head.add(
            new Kept(
                Arrays.copyOfRange(source.buffer(), source.from(), source.to()),
                source.line(),
                source.path(),
                source.timestamp(),
                source.log(),
                source.stream(),
                source.format(),
                source.fields()));
      }
    } catch (IOException early) {
      broken = early;
    }
  }

  /** The first messages. */
  List<byte[]> head() {
    List<byte[]> messages = new ArrayList<>();
    head.forEach(one -> messages.add(one.buffer()));
    return messages;
  }

  @Override
  public boolean next() throws IOException {
    kept = head.poll();
    if (kept == null && broken != null) {
      throw broken;
    }
    return kept != null || source.next();
  }

  @Override
  public byte[] buffer() {
    return kept == null ? source.buffer() : kept.buffer();
  }

  @Override
  public int from() {
    return kept == null ? source.from() : 0;
  }

  @Override
  public int to() {
    return kept == null ? source.to() : kept.buffer().length;
  }

  @Override
  public int line() {
    return kept == null ? source.line() : kept.line();
  }

  @Override
  public String path() {
    return kept == null ? source.path() : kept.path();
  }

  @Override
  public long timestamp() {
    return kept == null ? source.timestamp() : kept.timestamp();
  }

  @Override
  public String log() {
    return kept == null ? source.log() : kept.log();
  }

  @Override
  public String stream() {
    return kept == null ? source.stream() : kept.stream();
  }

  @Override
  public @Nullable FlowLogFormat format() {
    return kept == null ? source.format() : kept.format();
  }

  @Override
  public Map<String, String> fields() {
    return kept == null ? source.fields() : kept.fields();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
